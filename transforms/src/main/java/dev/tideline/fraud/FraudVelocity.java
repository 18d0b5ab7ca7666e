package dev.tideline.fraud;

import dev.tideline.admission.AdmitRecords;
import dev.tideline.admission.Outcome;
import dev.tideline.event.RecordDecoder;
import dev.tideline.payment.AllPaymentsRules;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.PaymentCoders;
import dev.tideline.payment.PaymentView;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Flags the payments of cards that pay suspiciously often.
 *
 * <p>Input: a source of payments. Window: global; each payment looks back 60 s by itself. Output: a
 * signal at once when a suspicious payment arrives, and a newer one each time a later arrival
 * raises its score. The signal of the greatest score is a payment's final one ({@link
 * FinalSignals}).
 *
 * @param <T> what the source hands over
 */
public final class FraudVelocity<T> extends PTransform<PCollection<T>, Outcome<FraudSignal>> {

  private static final long serialVersionUID = 1;

  private final RecordDecoder<T, PaymentView> decoder;
  private final AllPaymentsRules rules;
  private final FraudPolicy policy;
  private final boolean finalOnly;

  private FraudVelocity(
      RecordDecoder<T, PaymentView> decoder,
      AllPaymentsRules rules,
      FraudPolicy policy,
      boolean finalOnly) {
    this.decoder = decoder;
    this.rules = rules;
    this.policy = policy;
    this.finalOnly = finalOnly;
  }

  /** The signals by these rules and this policy, of a source that is decoded like this. */
  public static <T> FraudVelocity<T> of(
      RecordDecoder<T, PaymentView> decoder, AllPaymentsRules rules, FraudPolicy policy) {
    return new FraudVelocity<>(decoder, rules, policy, false);
  }

  /** The same, of a bounded source: only the final signal of each payment. */
  public FraudVelocity<T> keepingFinalOnly() {
    return new FraudVelocity<>(decoder, rules, policy, true);
  }

  @Override
  public Outcome<FraudSignal> expand(PCollection<T> payments) {
    Outcome<KV<CardToken, CardPayment>> admitted =
        payments.apply(
            "AdmitPayments",
            AdmitRecords.of(
                decoder,
                rules,
                new ForwardPayments(),
                KvCoder.of(PaymentCoders.CARD, FraudCoders.PAYMENT)));
    PCollection<FraudSignal> signals =
        admitted
            .rows()
            .apply("ScoreVelocity", ParDo.of(scoreVelocity()))
            .setCoder(FraudCoders.SIGNAL);
    return admitted.withRows(
        finalOnly ? signals.apply("FinalSignals", FinalSignals.of()) : signals);
  }

  private DoFn<KV<CardToken, CardPayment>, FraudSignal> scoreVelocity() {
    return policy.retention().timed()
        ? new ScoreVelocityWithTimerFn(policy)
        : new ScoreVelocityFn(policy);
  }
}
