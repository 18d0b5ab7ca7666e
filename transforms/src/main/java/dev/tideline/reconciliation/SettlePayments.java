package dev.tideline.reconciliation;

import dev.tideline.reconciliation.rules.PaymentMade;
import dev.tideline.reconciliation.rules.ReconcileLine;
import dev.tideline.reconciliation.rules.ReconciledItem;
import dev.tideline.reconciliation.rules.ReconciliationScope;
import dev.tideline.reconciliation.rules.SettledPayment;
import dev.tideline.reconciliation.rules.StandingLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Puts the bank's lines to the payments that they are about, and tells which are about none of
 * ours. Of several payments of one id the first has the lines.
 */
final class SettlePayments implements ReconcileFn.Step<KV<Integer, CoGbkResult>> {

  private static final long serialVersionUID = 1;

  private final ReconciliationScope scope;
  private final ReconcileLine rules;
  private final TupleTag<byte[]> payments;
  private final TupleTag<byte[]> lines;
  private final BundleOutput<SettledPayment, KV<Integer, byte[]>> byOrder;

  /**
   * Of a scope.
   *
   * @param rules what is said of a line
   * @param payments packs of them, in a group
   * @param lines packs of those that stand, in a group
   * @param byOrder takes each payment with its lines
   */
  SettlePayments(
      ReconciliationScope scope,
      ReconcileLine rules,
      TupleTag<byte[]> payments,
      TupleTag<byte[]> lines,
      BundleOutput<SettledPayment, KV<Integer, byte[]>> byOrder) {
    this.scope = scope;
    this.rules = rules;
    this.payments = payments;
    this.lines = lines;
    this.byOrder = byOrder;
  }

  @Override
  public List<BundleOutput<?, ?>> outputs() {
    return List.of(byOrder);
  }

  @Override
  public void take(
      KV<Integer, CoGbkResult> group, Consumer<ReconciledItem> found, MultiOutputReceiver out) {
    Map<String, List<PaymentMade>> paid = new HashMap<>();
    PackByGroup.forEach(
        group.getValue().getAll(payments),
        ReconciliationCoders.PAYMENT,
        each -> paid.computeIfAbsent(each.paymentId(), none -> new ArrayList<>(1)).add(each));
    Map<String, List<StandingLine>> settled = new HashMap<>();
    PackByGroup.forEach(
        group.getValue().getAll(lines),
        ReconciliationCoders.STANDING,
        each ->
            settled.computeIfAbsent(each.line().paymentId(), none -> new ArrayList<>(2)).add(each));
    paid.forEach(
        (id, ofOneId) -> {
          ofOneId.sort(PaymentMade.ORDER);
          List<StandingLine> its = settled.getOrDefault(id, List.of());
          for (PaymentMade payment : ofOneId) {
            byOrder.add(new SettledPayment(payment, its), out);
            its = List.of();
          }
        });
    settled.forEach((id, its) -> its.forEach(line -> tell(line, paid.get(id), found)));
  }

  private void tell(StandingLine line, List<PaymentMade> ofItsId, Consumer<ReconciledItem> found) {
    if (scope.counts(line)) {
      PaymentMade payment = ofItsId == null ? null : ofItsId.get(0);
      boolean known = payment != null && scope.knows(payment.businessDay(), line.settledOn());
      found.accept(rules.counted(line.line(), known ? payment : null));
    }
  }
}
