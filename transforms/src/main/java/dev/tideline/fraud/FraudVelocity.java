package dev.tideline.fraud;

import dev.tideline.admission.AdmitRecords;
import dev.tideline.admission.Outcome;
import dev.tideline.duplicates.CountOnce;
import dev.tideline.encoding.BlockCoder;
import dev.tideline.event.Copies;
import dev.tideline.event.RecordDecoder;
import dev.tideline.fraud.card.CardArrival;
import dev.tideline.fraud.card.CardCoders;
import dev.tideline.fraud.card.CardContributions;
import dev.tideline.fraud.card.CardPayment;
import dev.tideline.ledger.LedgerCoders;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.payment.AllPaymentsRules;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.PaymentCoders;
import dev.tideline.payment.PaymentView;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

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
    Copies copies = decoder.copies();
    boolean settled = copies instanceof Copies.Marked || copies instanceof Copies.AmongAll;
    Outcome<FraudSignal> outcome = settled ? scoreSettled(payments) : scoreArrivals(payments);
    return finalOnly
        ? outcome.withRows(outcome.rows().apply("FinalSignals", FinalSignals.of()))
        : outcome;
  }

  private Outcome<FraudSignal> scoreSettled(PCollection<T> payments) {
    Outcome<KV<CardToken, CardPayment>> admitted =
        payments.apply(
            "AdmitPayments",
            CountOnce.of(
                decoder,
                rules,
                new CardContributions(),
                new ForwardSettled(),
                KvCoder.of(PaymentCoders.CARD, CardCoders.PAYMENT)));
    return admitted.withRows(
        admitted
            .rows()
            .apply("ScoreVelocity", ParDo.of(new ScoreVelocityFn(policy)))
            .setCoder(FraudCoders.SIGNAL));
  }

  /** A shuffle of its own for copies would take time that a signal has not: its card finds them. */
  private Outcome<FraudSignal> scoreArrivals(PCollection<T> payments) {
    Outcome<KV<Integer, List<KV<CardToken, CardArrival>>>> admitted =
        payments.apply(
            "AdmitPayments",
            AdmitRecords.of(
                decoder,
                rules,
                new PackArrivals(),
                KvCoder.of(
                    VarIntCoder.of(),
                    BlockCoder.of(
                        ListCoder.of(KvCoder.of(PaymentCoders.CARD, CardCoders.ARRIVAL))))));
    ArrivalOutputs outputs = ArrivalOutputs.create();
    PCollectionTuple scored =
        admitted
            .rows()
            .apply(
                "ScoreVelocity",
                ParDo.of(scoreArrivals(outputs))
                    .withOutputTags(outputs.signals(), outputs.besidesSignals()));
    PCollection<KV<Long, LedgerEntry>> ledger =
        PCollectionList.of(admitted.ledger())
            .and(scored.get(outputs.ledger()).setCoder(LedgerCoders.MINUTE))
            .apply("BothLedgers", Flatten.pCollections());
    return new Outcome<>(
        scored.get(outputs.signals()).setCoder(FraudCoders.SIGNAL),
        admitted.rejects(),
        scored.get(outputs.tooLate()).setCoder(LedgerCoders.TOO_LATE),
        ledger,
        admitted.coverage(),
        admitted.reusedIds());
  }

  private DoFn<KV<Integer, List<KV<CardToken, CardArrival>>>, FraudSignal> scoreArrivals(
      ArrivalOutputs outputs) {
    return policy.retention().timed()
        ? new ScoreArrivalsWithTimerFn(policy, outputs)
        : new ScoreArrivalsFn(policy, outputs);
  }
}
