package dev.tideline.fraud;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Combine.BinaryCombineFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;

/**
 * Keeps of each payment the one signal with the greatest score, which no order of arrival changes.
 *
 * <p>Input: all signals of a bounded run. Window: global. Output: one signal per flagged payment.
 * Unbounded runs don't need it: their readers let the greater score win.
 */
public final class FinalSignals
    extends PTransform<PCollection<FraudSignal>, PCollection<FraudSignal>> {

  private static final long serialVersionUID = 1;

  private FinalSignals() {}

  /** The final signals. */
  public static FinalSignals of() {
    return new FinalSignals();
  }

  @Override
  public PCollection<FraudSignal> expand(PCollection<FraudSignal> signals) {
    return signals
        .apply("ByPayment", WithKeys.of(FraudSignal::paymentId))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), FraudCoders.SIGNAL))
        .apply("KeepGreatest", Combine.perKey(new Greater()))
        .apply("Signals", Values.create());
  }

  /**
   * The greater score; of equal ones, which differ in what caused them at most, the one due first.
   */
  private static final class Greater extends BinaryCombineFn<FraudSignal> {
    private static final long serialVersionUID = 1;

    @Override
    public FraudSignal apply(FraudSignal left, FraudSignal right) {
      if (left.score() != right.score()) {
        return left.score() > right.score() ? left : right;
      }
      return left.ingestTime() <= right.ingestTime() ? left : right;
    }
  }
}
