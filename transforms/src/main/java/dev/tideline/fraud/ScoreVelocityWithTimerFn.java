package dev.tideline.fraud;

import dev.tideline.payment.CardToken;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/**
 * Scores the payments of a card as they arrive, like {@link ScoreVelocityFn}, and forgets those
 * that, by the watermark, no payment yet to arrive can need; of a card that is not seen any more,
 * all.
 *
 * <p>There is a timer if and only if there is a history. It is set when a card is first seen and,
 * when it has fired, for what is left; it is never moved or cleared, for runners differ in what
 * that does. So it fires once per card and {@link StateRetention#REACH} at most.
 */
final class ScoreVelocityWithTimerFn extends DoFn<KV<CardToken, CardPayment>, FraudSignal> {

  private static final long serialVersionUID = 1;

  private static final String HISTORY = "history";
  private static final String FORGET = "forget";

  @StateId(HISTORY)
  private final StateSpec<ValueState<CardHistory>> cell = StateSpecs.value(FraudCoders.HISTORY);

  @TimerId(FORGET)
  private final TimerSpec timer = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  private final FraudPolicy policy;

  ScoreVelocityWithTimerFn(FraudPolicy policy) {
    this.policy = policy;
  }

  @ProcessElement
  public void processElement(
      @Element KV<CardToken, CardPayment> arrival,
      @StateId(HISTORY) ValueState<CardHistory> cell,
      @TimerId(FORGET) Timer timer,
      OutputReceiver<FraudSignal> out) {
    CardHistory known = cell.read();
    // A copy, see ScoreVelocityFn.
    CardHistory history = known == null ? new CardHistory() : known.copy();
    for (FraudSignal signal : policy.judge(arrival.getKey(), arrival.getValue(), history)) {
      out.output(signal);
    }
    cell.write(history);
    if (known == null) {
      wake(timer, history);
    }
  }

  @OnTimer(FORGET)
  public void forget(
      OnTimerContext context,
      @StateId(HISTORY) ValueState<CardHistory> cell,
      @TimerId(FORGET) Timer timer) {
    CardHistory history = cell.read().copy();
    history.forget(context.fireTimestamp().getMillis());
    if (history.isEmpty()) {
      cell.clear();
    } else {
      cell.write(history);
      wake(timer, history);
    }
  }

  /** Without an output timestamp, which would hold back the watermark of all that follows. */
  private static void wake(Timer timer, CardHistory history) {
    timer.withNoOutputTimestamp().set(Instant.ofEpochMilli(history.neededUntil()));
  }
}
