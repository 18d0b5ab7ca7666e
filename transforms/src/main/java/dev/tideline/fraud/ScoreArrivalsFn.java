package dev.tideline.fraud;

import dev.tideline.fraud.card.CardArrival;
import dev.tideline.fraud.card.CardCoders;
import dev.tideline.fraud.card.CardHistory;
import dev.tideline.payment.CardToken;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Scores the payments of a stream as they come to their card, in whatever order, and emits at once;
 * where there are no event-time timers.
 */
final class ScoreArrivalsFn extends DoFn<KV<CardToken, CardArrival>, FraudSignal> {

  private static final long serialVersionUID = 1;

  private static final String HISTORY = "history";

  @StateId(HISTORY)
  private final StateSpec<ValueState<CardHistory>> cell = StateSpecs.value(CardCoders.HISTORY);

  private final FraudPolicy policy;
  private final ArrivalOutputs outputs;

  private transient ArrivalsOfBundle arrivals;

  ScoreArrivalsFn(FraudPolicy policy, ArrivalOutputs outputs) {
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
      MultiOutputReceiver out) {
    CardHistory history = CardHistory.toChange(cell.read());
    if (arrivals.take(arrival.getKey(), arrival.getValue(), history, out)) {
      cell.write(history);
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    arrivals.finish(context);
  }
}
