package dev.tideline.hindsight;

import dev.tideline.admission.Outcome;
import dev.tideline.duplicates.CountOnce;
import dev.tideline.event.RecordDecoder;
import dev.tideline.fraud.FraudPolicy;
import dev.tideline.fraud.card.CardContributions;
import dev.tideline.fraud.card.StateRetention;
import dev.tideline.payment.AllPaymentsRules;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.PaymentView;
import dev.tideline.store.Stores;
import dev.tideline.sum.SumFn;
import dev.tideline.windowing.Lateness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Takes fraud-velocity's decisions again, as they were taken and with perfect arrival order, and
 * adds up how they compare.
 *
 * <p>Input: a source of payments, bounded, for the last payment may change the decision on the
 * first. Window: global; the payments of a group of cards are held in memory. Output: a row per
 * currency and kind of decision that occurs. In the ledger all distinct payments count, too-late
 * ones too: each is a decision.
 *
 * @param <T> what the source hands over
 */
public final class DecideAgain<T> extends PTransform<PCollection<T>, Outcome<HindsightRow>> {

  private static final long serialVersionUID = 1;

  private final RecordDecoder<T, PaymentView> decoder;
  private final AllPaymentsRules rules;
  private final FraudPolicy policy;

  private DecideAgain(
      RecordDecoder<T, PaymentView> decoder, AllPaymentsRules rules, FraudPolicy policy) {
    this.decoder = decoder;
    this.rules = rules;
    this.policy = policy;
  }

  /**
   * The decisions by this policy, on a source that is decoded like this.
   *
   * @param rules see {@link #rules}
   * @param policy with a retention that drops nothing
   * @throws IllegalArgumentException if the policy drops payments
   */
  public static <T> DecideAgain<T> of(
      RecordDecoder<T, PaymentView> decoder, AllPaymentsRules rules, FraudPolicy policy) {
    if (!policy.retention().equals(StateRetention.unlimited())) {
      throw new IllegalArgumentException("who looks back needs all payments");
    }
    return new DecideAgain<>(decoder, rules, policy);
  }

  /**
   * The rules by which payments are looked back on: none is too late to be told of.
   *
   * @param moment what was ingested after it, ms since the epoch, is out of scope
   */
  public static AllPaymentsRules rules(Stores stores, long moment) {
    return new AllPaymentsRules(stores, Lateness.asOf(moment));
  }

  @Override
  public Outcome<HindsightRow> expand(PCollection<T> payments) {
    Outcome<KV<Integer, Arrival>> admitted =
        payments.apply(
            "AdmitPayments",
            CountOnce.of(
                decoder,
                rules,
                new CardContributions(),
                new ForwardArrivals(),
                KvCoder.of(VarIntCoder.of(), HindsightCoders.ARRIVAL)));
    PCollection<HindsightRow> rows =
        admitted
            .rows()
            .apply("ArrivalsInGroups", GroupByKey.create())
            .apply("DecideEachCardAgain", ParDo.of(new LookBackOnCards(policy)))
            .setCoder(KvCoder.of(HindsightCoders.KIND, HindsightCoders.DECISIONS))
            .apply("AddUp", Combine.perKey(SumFn.from(() -> Decisions.NONE)))
            .apply("ToRows", ParDo.of(new ToRow()))
            .setCoder(HindsightCoders.ROW);
    return admitted.withRows(rows);
  }

  private static final class LookBackOnCards
      extends DoFn<KV<Integer, Iterable<Arrival>>, KV<DecisionKind, Decisions>> {
    private static final long serialVersionUID = 1;

    private final FraudPolicy policy;

    LookBackOnCards(FraudPolicy policy) {
      this.policy = policy;
    }

    @ProcessElement
    public void processElement(
        @Element KV<Integer, Iterable<Arrival>> group,
        OutputReceiver<KV<DecisionKind, Decisions>> out) {
      Map<CardToken, List<Arrival>> cards = new HashMap<>();
      for (Arrival arrival : group.getValue()) {
        cards.computeIfAbsent(arrival.card(), card -> new ArrayList<>()).add(arrival);
      }
      for (List<Arrival> arrivals : cards.values()) {
        CardInHindsight.on(
            arrivals, policy, (arrival, hindsight) -> out.output(decision(arrival, hindsight)));
      }
    }

    private static KV<DecisionKind, Decisions> decision(Arrival arrival, Hindsight hindsight) {
      return KV.of(
          new DecisionKind(arrival.currency(), hindsight),
          Decisions.one(arrival.payment().amount()));
    }
  }

  private static final class ToRow extends DoFn<KV<DecisionKind, Decisions>, HindsightRow> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(
        @Element KV<DecisionKind, Decisions> sum, OutputReceiver<HindsightRow> out) {
      out.output(new HindsightRow(sum.getKey(), sum.getValue()));
    }
  }
}
