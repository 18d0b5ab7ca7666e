package dev.tideline.fraud;

import dev.tideline.fraud.card.CardArrival;
import dev.tideline.fraud.card.CardCoders;
import dev.tideline.fraud.card.CardGroup;
import dev.tideline.fraud.card.CardGroupDraft;
import dev.tideline.payment.CardToken;
import java.util.List;
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
 * Scores the payments of a stream as they come to their cards, like {@link ScoreArrivalsFn}, and
 * forgets those that, by the watermark, no payment yet to arrive can need; of a card that is not
 * seen any more, all.
 *
 * <p>A group of cards has a timer if and only if it has a state. It is set when the first of them
 * is seen and, when it has fired, for what is left; it is never moved or cleared, for runners
 * differ in what that does.
 */
final class ScoreArrivalsWithTimerFn
    extends DoFn<KV<Integer, List<KV<CardToken, CardArrival>>>, FraudSignal> {

  private static final long serialVersionUID = 1;

  private static final String CARDS = "cards";
  private static final String FORGET = "forget";

  @StateId(CARDS)
  private final StateSpec<ValueState<CardGroup>> cell = StateSpecs.value(CardCoders.GROUP);

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
      @Element KV<Integer, List<KV<CardToken, CardArrival>>> pack,
      @StateId(CARDS) ValueState<CardGroup> cell,
      @TimerId(FORGET) Timer timer,
      MultiOutputReceiver out) {
    CardGroup known = cell.read();
    CardGroupDraft cards = new CardGroupDraft(known);
    arrivals.take(pack.getValue(), cards, out);
    if (cards.changed()) {
      cell.write(cards.finished());
      if (known == null) {
        wake(timer, cards.forgetAt(Long.MIN_VALUE, policy.retention()));
      }
    }
  }

  @OnTimer(FORGET)
  public void forget(
      OnTimerContext context,
      @StateId(CARDS) ValueState<CardGroup> cell,
      @TimerId(FORGET) Timer timer) {
    long now = context.fireTimestamp().getMillis();
    CardGroupDraft cards = new CardGroupDraft(cell.read());
    cards.forget(now, policy.retention());
    if (cards.isEmpty()) {
      cell.clear();
    } else {
      cell.write(cards.finished());
      wake(timer, cards.forgetAt(now, policy.retention()));
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    arrivals.finish(context);
  }

  /** Without an output timestamp, which would hold back the watermark of all that follows. */
  private static void wake(Timer timer, long time) {
    timer.withNoOutputTimestamp().set(Instant.ofEpochMilli(time));
  }
}
