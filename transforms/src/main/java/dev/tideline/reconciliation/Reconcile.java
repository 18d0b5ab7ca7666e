package dev.tideline.reconciliation;

import static org.apache.beam.sdk.values.TypeDescriptors.integers;
import static org.apache.beam.sdk.values.TypeDescriptors.kvs;
import static org.apache.beam.sdk.values.TypeDescriptors.strings;

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
import dev.tideline.reconciliation.rules.SettledPayment;
import dev.tideline.reconciliation.rules.StandingLine;
import dev.tideline.revenue.RevenueRules;
import dev.tideline.store.Stores;
import dev.tideline.sum.SumFn;
import java.util.List;
import java.util.OptionalLong;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Compares what was sold with what was paid, and that with what the bank has settled.
 *
 * <p>Input: {@link #MOVEMENTS} of orders, {@link #PAYMENTS}, and the bank's {@link #LINES}, all of
 * sources that end. Window: global. Output: {@link #ROWS}, one for each business day, store,
 * currency, kind and state; {@link #BREAKS}, each thing that somebody has to look at.
 */
public final class Reconcile extends PTransform<PCollectionTuple, PCollectionTuple> {

  private static final long serialVersionUID = 1;

  /** What order events move. */
  public static final TupleTag<OrderMovement> MOVEMENTS = new TupleTag<>("movements");

  /** Payments. */
  public static final TupleTag<PaymentMade> PAYMENTS = new TupleTag<>("payments");

  /** The bank's lines. */
  public static final TupleTag<BankLine> LINES = new TupleTag<>("lines");

  /** The reconciliation. */
  public static final TupleTag<ReconciliationRow> ROWS = new TupleTag<>("rows");

  /** What somebody has to look at, as JSON. */
  public static final TupleTag<String> BREAKS = new TupleTag<>("breaks");

  static final TupleTag<StandingLine> STANDING = new TupleTag<>("standing");

  private final ReconciliationScope scope;
  private final ReconcileLine lineRules;
  private final Groups groups;
  private final ItemTags items = ItemTags.create();

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
  public static <T> CountOnce<T, OrderView, OrderMovement, OrderMovement> movements(
      RecordDecoder<T, OrderView> decoder, RevenueRules rules) {
    return CountOnce.of(
        decoder,
        rules,
        new OrderMovements(rules.stores()),
        new ForwardEach<>(),
        ReconciliationCoders.MOVEMENT);
  }

  /** The payments of a source that count by these rules. */
  public static <T> CountOnce<T, PaymentView, PaymentMade, PaymentMade> payments(
      RecordDecoder<T, PaymentView> decoder, AllPaymentsRules rules) {
    return CountOnce.of(
        decoder,
        rules,
        new PaymentsMade(rules.stores()),
        new ForwardEach<>(),
        ReconciliationCoders.PAYMENT);
  }

  @Override
  public PCollectionTuple expand(PCollectionTuple inputs) {
    PCollectionTuple lines =
        inputs
            .get(LINES)
            .apply("GroupLines", grouped(each -> each.line().lineKey()))
            .setCoder(KvCoder.of(VarIntCoder.of(), ReconciliationCoders.BANK_LINE))
            .apply("OfGroup", GroupByKey.create())
            .apply("KeepStanding", step(new KeepStanding(scope, lineRules), STANDING));
    PCollection<StandingLine> standing =
        lines.get(STANDING).setCoder(ReconciliationCoders.STANDING);
    TupleTag<KV<Integer, SettledPayment>> byOrder = new TupleTag<>("byOrder");
    PCollectionTuple settled = settle(inputs.get(PAYMENTS), standing, byOrder);
    PCollection<KV<Integer, SettledPayment>> payments =
        settled.get(byOrder).setCoder(KvCoder.of(VarIntCoder.of(), ReconciliationCoders.SETTLED));
    List<PCollectionTuple> all =
        List.of(lines, settled, payouts(standing), orders(inputs.get(MOVEMENTS), payments));
    return PCollectionTuple.of(ROWS, rows(all)).and(BREAKS, breaks(all));
  }

  private PCollectionTuple settle(
      PCollection<PaymentMade> payments,
      PCollection<StandingLine> standing,
      TupleTag<KV<Integer, SettledPayment>> byOrder) {
    TupleTag<PaymentMade> paid = new TupleTag<>("paid");
    TupleTag<StandingLine> line = new TupleTag<>("line");
    PCollection<KV<Integer, PaymentMade>> made =
        payments
            .apply("GroupPayments", grouped(PaymentMade::paymentId))
            .setCoder(KvCoder.of(VarIntCoder.of(), ReconciliationCoders.PAYMENT));
    PCollection<KV<Integer, StandingLine>> ofPayments =
        standing
            .apply("OfPayments", Filter.by(each -> each.line().namesPayment()))
            .apply("GroupLinesOfPayments", grouped(each -> each.line().paymentId()))
            .setCoder(KvCoder.of(VarIntCoder.of(), ReconciliationCoders.STANDING));
    return KeyedPCollectionTuple.of(paid, made)
        .and(line, ofPayments)
        .apply("JoinPayments", CoGroupByKey.create())
        .apply(
            "Settle",
            step(new SettlePayments(scope, lineRules, groups, paid, line, byOrder), byOrder));
  }

  private PCollectionTuple payouts(PCollection<StandingLine> standing) {
    return standing
        .apply("OfPayouts", Filter.by(each -> each.line().namesPayout()))
        .apply(
            "ByPayout",
            MapElements.into(kvs(strings(), TypeDescriptor.of(PayoutSums.class)))
                .via(each -> KV.of(each.line().payoutKey(), PayoutSums.of(each))))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), PayoutSums.CODER))
        .apply("AddUpPayouts", Combine.perKey(SumFn.from(() -> PayoutSums.NONE)))
        .apply("CheckPayouts", step(new CheckPayouts(scope, lineRules)));
  }

  private PCollectionTuple orders(
      PCollection<OrderMovement> movements, PCollection<KV<Integer, SettledPayment>> payments) {
    TupleTag<OrderMovement> moved = new TupleTag<>("moved");
    TupleTag<SettledPayment> settled = new TupleTag<>("settled");
    PCollection<KV<Integer, OrderMovement>> ofOrders =
        movements
            .apply("GroupMovements", grouped(OrderMovement::orderKey))
            .setCoder(KvCoder.of(VarIntCoder.of(), ReconciliationCoders.MOVEMENT));
    return KeyedPCollectionTuple.of(moved, ofOrders)
        .and(settled, payments)
        .apply("JoinOrders", CoGroupByKey.create())
        .apply("CompareOrders", step(new CompareOrders(new ReconcileOrder(scope), moved, settled)));
  }

  private PCollection<ReconciliationRow> rows(List<PCollectionTuple> all) {
    PCollectionList<KV<Integer, DaySums>> sums =
        PCollectionList.of(
            all.stream()
                .map(
                    each ->
                        each.get(items.sums())
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
            all.stream()
                .map(each -> each.get(items.breaks()).setCoder(StringUtf8Coder.of()))
                .toList())
        .apply("AllBreaks", Flatten.pCollections());
  }

  /** A step, with what it hands over beside the items. */
  private <T> ParDo.MultiOutput<T, String> step(ReconcileFn.Step<T> step, TupleTag<?>... more) {
    return ParDo.of(new ReconcileFn<>(step, items))
        .withOutputTags(items.breaks(), TupleTagList.of(items.sums()).and(List.of(more)));
  }

  /** Brings those of one id into one group. */
  private <V> WithKeys<Integer, V> grouped(SerializableFunction<V, String> id) {
    Groups all = groups;
    return WithKeys.of((V each) -> all.of(id.apply(each))).withKeyType(integers());
  }
}
