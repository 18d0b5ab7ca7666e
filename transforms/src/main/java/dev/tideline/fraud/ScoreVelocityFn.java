package dev.tideline.fraud;

import dev.tideline.payment.CardToken;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Scores the payments of a card as they arrive, in whatever order, and emits at once.
 *
 * <p>One state cell per card and no timers: every runner has these, bounded or not, and a signal
 * waits for nothing.
 */
final class ScoreVelocityFn extends DoFn<KV<CardToken, CardPayment>, FraudSignal> {

  private static final long serialVersionUID = 1;

  private static final String HISTORY = "history";

  @StateId(HISTORY)
  private final StateSpec<ValueState<CardHistory>> cell = StateSpecs.value(FraudCoders.HISTORY);

  private final FraudPolicy policy;

  ScoreVelocityFn(FraudPolicy policy) {
    this.policy = policy;
  }

  @ProcessElement
  public void processElement(
      @Element KV<CardToken, CardPayment> arrival,
      @StateId(HISTORY) ValueState<CardHistory> cell,
      OutputReceiver<FraudSignal> out) {
    CardHistory known = cell.read();
    // A copy, for a checkpoint may be writing what is in the cell: with fasterCopy, Flink's heap
    // state hands out the very object that it is about to write.
    CardHistory history = known == null ? new CardHistory() : known.copy();
    for (FraudSignal signal : policy.judge(arrival.getKey(), arrival.getValue(), history)) {
      out.output(signal);
    }
    cell.write(history);
  }
}
