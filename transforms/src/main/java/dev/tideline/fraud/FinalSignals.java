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

  /** Two signals of one payment with the same score are equal, so either may stay. */
  private static final class Greater extends BinaryCombineFn<FraudSignal> {
    private static final long serialVersionUID = 1;

    @Override
    public FraudSignal apply(FraudSignal left, FraudSignal right) {
      return left.score() >= right.score() ? left : right;
    }
  }
}
