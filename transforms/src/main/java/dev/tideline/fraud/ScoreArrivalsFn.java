package dev.tideline.fraud;

import dev.tideline.fraud.card.CardArrival;
import dev.tideline.fraud.card.CardCoders;
import dev.tideline.fraud.card.CardGroup;
import dev.tideline.fraud.card.CardGroupDraft;
import dev.tideline.payment.CardToken;
import java.util.List;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Scores the payments of a stream as they come to their cards, in whatever order, and emits at
 * once; where there are no event-time timers.
 */
final class ScoreArrivalsFn
    extends DoFn<KV<Integer, List<KV<CardToken, CardArrival>>>, FraudSignal> {

  private static final long serialVersionUID = 1;

  private static final String CARDS = "cards";

  @StateId(CARDS)
  private final StateSpec<ValueState<CardGroup>> cell = StateSpecs.value(CardCoders.GROUP);

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
      @Element KV<Integer, List<KV<CardToken, CardArrival>>> pack,
      @StateId(CARDS) ValueState<CardGroup> cell,
      MultiOutputReceiver out) {
    CardGroupDraft cards = new CardGroupDraft(cell.read());
    arrivals.take(pack.getValue(), cards, out);
    cards.forgetByIngest(policy.retention());
    if (cards.changed()) {
      cell.write(cards.finished());
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    arrivals.finish(context);
  }
}
