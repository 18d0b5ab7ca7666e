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
 * Keeps of each payment the one signal of the greatest version, which no order of arrival changes.
 *
 * <p>Input: all signals of a bounded run. Window: global. Output: one signal per flagged payment.
 * Unbounded runs don't need it: their readers let the greater version win.
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
        .apply("ByPayment", WithKeys.of(FinalSignals::payment))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), FraudCoders.SIGNAL))
        .apply("KeepGreatest", Combine.perKey(new Greater()))
        .apply("Signals", Values.create());
  }

  /** What the payment is known by: its id alone might be used again. */
  private static String payment(FraudSignal signal) {
    return String.join(
        " ", Long.toString(signal.eventTime()), signal.card().toString(), signal.paymentId());
  }

  /**
   * The greater version; of equal ones, which differ in what caused them at most, the one due
   * first.
   */
  private static final class Greater extends BinaryCombineFn<FraudSignal> {
    private static final long serialVersionUID = 1;

    @Override
    public FraudSignal apply(FraudSignal left, FraudSignal right) {
      long leftVersion = FraudSignal.FORMAT.version().of(left);
      long rightVersion = FraudSignal.FORMAT.version().of(right);
      if (leftVersion != rightVersion) {
        return leftVersion > rightVersion ? left : right;
      }
      return left.ingestTime() <= right.ingestTime() ? left : right;
    }
  }
}
