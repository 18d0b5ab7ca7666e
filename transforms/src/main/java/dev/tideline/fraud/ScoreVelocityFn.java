package dev.tideline.fraud;

import dev.tideline.fraud.card.CardCoders;
import dev.tideline.fraud.card.CardHistory;
import dev.tideline.fraud.card.CardPayment;
import dev.tideline.payment.CardToken;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Scores the payments of a card that count, in whatever order they arrive.
 *
 * <p>One state cell per card and no timers: every runner has these.
 */
final class ScoreVelocityFn extends DoFn<KV<CardToken, CardPayment>, FraudSignal> {

  private static final long serialVersionUID = 1;

  private static final String HISTORY = "history";

  @StateId(HISTORY)
  private final StateSpec<ValueState<CardHistory>> cell = StateSpecs.value(CardCoders.HISTORY);

  private final FraudPolicy policy;

  ScoreVelocityFn(FraudPolicy policy) {
    this.policy = policy;
  }

  @ProcessElement
  public void processElement(
      @Element KV<CardToken, CardPayment> arrival,
      @StateId(HISTORY) ValueState<CardHistory> cell,
      OutputReceiver<FraudSignal> out) {
    CardHistory history = CardHistory.toChange(cell.read());
    policy.judge(arrival.getKey(), arrival.getValue(), history).forEach(out::output);
    cell.write(history);
  }
}
