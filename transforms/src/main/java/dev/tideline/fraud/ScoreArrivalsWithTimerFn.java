package dev.tideline.fraud;

import dev.tideline.fraud.card.CardArrival;
import dev.tideline.fraud.card.CardCoders;
import dev.tideline.fraud.card.CardHistory;
import dev.tideline.fraud.card.StateRetention;
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
 * Scores the payments of a stream as they come to their card, like {@link ScoreArrivalsFn}, and
 * forgets those that, by the watermark, no payment yet to arrive can need; of a card that is not
 * seen any more, all.
 *
 * <p>There is a timer if and only if there is a history. It is set when a card is first seen and,
 * when it has fired, for what is left; it is never moved or cleared, for runners differ in what
 * that does. So it fires once per card and {@link StateRetention#span} at most.
 */
final class ScoreArrivalsWithTimerFn extends DoFn<KV<CardToken, CardArrival>, FraudSignal> {

  private static final long serialVersionUID = 1;

  private static final String HISTORY = "history";
  private static final String FORGET = "forget";

  @StateId(HISTORY)
  private final StateSpec<ValueState<CardHistory>> cell = StateSpecs.value(CardCoders.HISTORY);

  @TimerId(FORGET)
  private final TimerSpec timer = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  private final FraudPolicy policy;
  private final ArrivalOutputs outputs;

  private transient ArrivalsOfBundle arrivals;

  ScoreArrivalsWithTimerFn(FraudPolicy policy, ArrivalOutputs outputs) {
    this.policy = policy;
    this.outputs = outputs;
  }

  @StartBundle
  public void startBundle() {
    arrivals = new ArrivalsOfBundle(policy, outputs);
  }

  @ProcessElement
  public void processElement(
      @Element KV<CardToken, CardArrival> arrival,
      @StateId(HISTORY) ValueState<CardHistory> cell,
      @TimerId(FORGET) Timer timer,
      MultiOutputReceiver out) {
    CardHistory known = cell.read();
    CardHistory history = CardHistory.toChange(known);
    if (arrivals.take(arrival.getKey(), arrival.getValue(), history, out)) {
      cell.write(history);
      if (known == null) {
        wake(timer, history);
      }
    }
  }

  @OnTimer(FORGET)
  public void forget(
      OnTimerContext context,
      @StateId(HISTORY) ValueState<CardHistory> cell,
      @TimerId(FORGET) Timer timer) {
    CardHistory history = cell.read().copy();
    history.forget(context.fireTimestamp().getMillis(), policy.retention());
    if (history.isEmpty()) {
      cell.clear();
    } else {
      cell.write(history);
      wake(timer, history);
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    arrivals.finish(context);
  }

  /** Without an output timestamp, which would hold back the watermark of all that follows. */
  private void wake(Timer timer, CardHistory history) {
    timer
        .withNoOutputTimestamp()
        .set(Instant.ofEpochMilli(history.neededUntil(policy.retention())));
  }
}
