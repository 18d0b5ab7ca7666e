package dev.tideline.reconciliation;

import dev.tideline.duplicates.CountOnce;
import dev.tideline.event.RecordDecoder;
import dev.tideline.order.OrderView;
import dev.tideline.payment.AllPaymentsRules;
import dev.tideline.payment.PaymentView;
import dev.tideline.reconciliation.rules.OrderMovement;
import dev.tideline.reconciliation.rules.PaymentMade;
import dev.tideline.reconciliation.rules.ReconcileLine;
import dev.tideline.reconciliation.rules.ReconcileOrder;
import dev.tideline.reconciliation.rules.ReconciliationRow;
import dev.tideline.reconciliation.rules.ReconciliationScope;
import dev.tideline.revenue.RevenueRules;
import dev.tideline.store.Stores;
import dev.tideline.sum.SumFn;
import java.util.List;
import java.util.OptionalLong;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Compares what was sold with what was paid, and that with what the bank has settled.
 *
 * <p>Input: packs of {@link #MOVEMENTS} of orders, {@link #PAYMENTS}, and the bank's {@link
 * #LINES}, all of sources that end. Window: global. Output: {@link #ROWS}, one for each business
 * day, store, currency, kind and state; {@link #BREAKS}, each thing that somebody has to look at,
 * as JSON.
 */
public final class Reconcile extends PTransform<PCollectionTuple, PCollectionTuple> {

  private static final long serialVersionUID = 1;

  /** Packs of what order events move, by group: those of {@link #movements}. */
  public static final TupleTag<KV<Integer, byte[]>> MOVEMENTS = new TupleTag<>("movements");

  /** Packs of payments, by group: those of {@link #payments}. */
  public static final TupleTag<KV<Integer, byte[]>> PAYMENTS = new TupleTag<>("payments");

  /** Packs of the bank's lines, by group: those of {@link #lines}. */
  public static final TupleTag<KV<Integer, byte[]>> LINES = new TupleTag<>("lines");

  /** The reconciliation. */
  public static final TupleTag<ReconciliationRow> ROWS = new TupleTag<>("rows");

  /** What somebody has to look at, as JSON. */
  public static final TupleTag<String> BREAKS = ReconcileFn.BREAKS;

  private static final TupleTag<KV<Integer, byte[]>> BY_PAYMENT = new TupleTag<>("byPayment");
  private static final TupleTag<KV<String, PayoutSums>> BY_PAYOUT = new TupleTag<>("byPayout");
  private static final TupleTag<KV<Integer, byte[]>> BY_ORDER = new TupleTag<>("byOrder");

  private final ReconciliationScope scope;
  private final ReconcileLine lineRules;
  private final Groups groups;

  private Reconcile(ReconciliationScope scope, Stores stores, Groups groups) {
    this.scope = scope;
    this.lineRules = new ReconcileLine(stores);
    this.groups = groups;
  }

  /**
   * Compares the days of a scope.
   *
   * @param stores ours
   * @param records how many there are of each of the inputs, where that is known
   */
  public static Reconcile in(ReconciliationScope scope, Stores stores, OptionalLong... records) {
    return new Reconcile(scope, stores, Groups.forRecords(records));
  }

  /** What the order events of a source move that count by these rules. */
  public <T> CountOnce<T, OrderView, OrderMovement, KV<Integer, byte[]>> movements(
      RecordDecoder<T, OrderView> decoder, RevenueRules rules) {
    return CountOnce.of(
        decoder, rules, new OrderMovements(rules.stores()), packMovements(), PackByGroup.CODER);
  }

  /** The payments of a source that count by these rules. */
  public <T> CountOnce<T, PaymentView, PaymentMade, KV<Integer, byte[]>> payments(
      RecordDecoder<T, PaymentView> decoder, AllPaymentsRules rules) {
    return CountOnce.of(
        decoder, rules, new PaymentsMade(rules.stores()), packPayments(), PackByGroup.CODER);
  }

  /** The output {@link #LINES} of a step that reads the bank's. */
  public BundleOutput<BankLine, KV<Integer, byte[]>> lines() {
    return new BundleOutput<>(LINES, packLines());
  }

  PackByGroup<OrderMovement> packMovements() {
    return new PackByGroup<>(groups, OrderMovement::orderKey, ReconciliationCoders.MOVEMENT);
  }

  PackByGroup<PaymentMade> packPayments() {
    return new PackByGroup<>(groups, PaymentMade::paymentId, ReconciliationCoders.PAYMENT);
  }

  PackByGroup<BankLine> packLines() {
    return new PackByGroup<>(groups, each -> each.line().lineKey(), ReconciliationCoders.BANK_LINE);
  }

  @Override
  public PCollectionTuple expand(PCollectionTuple inputs) {
    PCollectionTuple lines = keepStanding(inputs.get(LINES));
    PCollectionTuple settled = settle(inputs.get(PAYMENTS), lines.get(BY_PAYMENT));
    List<PCollectionTuple> all =
        List.of(
            lines,
            settled,
            payouts(lines.get(BY_PAYOUT)),
            orders(inputs.get(MOVEMENTS), settled.get(BY_ORDER)));
    return PCollectionTuple.of(ROWS, rows(all)).and(BREAKS, breaks(all));
  }

  private PCollectionTuple keepStanding(PCollection<KV<Integer, byte[]>> lines) {
    PCollectionTuple kept =
        lines
            .apply("GroupLines", GroupByKey.create())
            .apply(
                "KeepStanding",
                ReconcileFn.of(
                    new KeepStanding(
                        scope,
                        lineRules,
                        new BundleOutput<>(
                            BY_PAYMENT,
                            new PackByGroup<>(
                                groups,
                                each -> each.line().paymentId(),
                                ReconciliationCoders.STANDING)),
                        new BundleOutput<>(BY_PAYOUT, new PayoutsOfBundle()))));
    kept.get(BY_PAYMENT).setCoder(PackByGroup.CODER);
    kept.get(BY_PAYOUT).setCoder(KvCoder.of(StringUtf8Coder.of(), PayoutSums.CODER));
    return kept;
  }

  private PCollectionTuple settle(
      PCollection<KV<Integer, byte[]>> payments, PCollection<KV<Integer, byte[]>> lines) {
    TupleTag<byte[]> paid = new TupleTag<>("paid");
    TupleTag<byte[]> line = new TupleTag<>("line");
    PCollectionTuple settled =
        KeyedPCollectionTuple.of(paid, payments)
            .and(line, lines)
            .apply("JoinPayments", CoGroupByKey.create())
            .apply(
                "Settle",
                ReconcileFn.of(
                    new SettlePayments(
                        scope,
                        lineRules,
                        paid,
                        line,
                        new BundleOutput<>(
                            BY_ORDER,
                            new PackByGroup<>(
                                groups,
                                each -> each.payment().orderKey(),
                                ReconciliationCoders.SETTLED)))));
    settled.get(BY_ORDER).setCoder(PackByGroup.CODER);
    return settled;
  }

  private PCollectionTuple payouts(PCollection<KV<String, PayoutSums>> lines) {
    return lines
        .apply("AddUpPayouts", Combine.perKey(SumFn.from(() -> PayoutSums.NONE)))
        .apply("CheckPayouts", ReconcileFn.of(new CheckPayouts(scope, lineRules)));
  }

  private PCollectionTuple orders(
      PCollection<KV<Integer, byte[]>> movements, PCollection<KV<Integer, byte[]>> payments) {
    TupleTag<byte[]> moved = new TupleTag<>("moved");
    TupleTag<byte[]> settled = new TupleTag<>("settled");
    return KeyedPCollectionTuple.of(moved, movements)
        .and(settled, payments)
        .apply("JoinOrders", CoGroupByKey.create())
        .apply(
            "CompareOrders",
            ReconcileFn.of(new CompareOrders(new ReconcileOrder(scope), moved, settled)));
  }

  private PCollection<ReconciliationRow> rows(List<PCollectionTuple> all) {
    PCollectionList<KV<Integer, DaySums>> sums =
        PCollectionList.of(
            all.stream()
                .map(
                    each ->
                        each.get(ReconcileFn.SUMS)
                            .setCoder(KvCoder.of(VarIntCoder.of(), DaySums.CODER)))
                .toList());
    return sums.apply("AllSums", Flatten.pCollections())
        .apply("AddUp", Combine.perKey(SumFn.from(() -> DaySums.NONE)))
        .apply(
            "ToRows",
            FlatMapElements.into(TypeDescriptor.of(ReconciliationRow.class))
                .via(
                    day ->
                        day.getValue().sums().entrySet().stream()
                            .map(sum -> new ReconciliationRow(sum.getKey(), sum.getValue()))
                            .toList()))
        .setCoder(ReconciliationCoders.ROW);
  }

  private PCollection<String> breaks(List<PCollectionTuple> all) {
    return PCollectionList.of(
            all.stream().map(each -> each.get(BREAKS).setCoder(StringUtf8Coder.of())).toList())
        .apply("AllBreaks", Flatten.pCollections());
  }
}
