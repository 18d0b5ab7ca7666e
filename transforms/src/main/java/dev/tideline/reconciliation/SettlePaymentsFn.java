package dev.tideline.reconciliation;

import dev.tideline.reconciliation.rules.PaymentMade;
import dev.tideline.reconciliation.rules.ReconcileLine;
import dev.tideline.reconciliation.rules.ReconciliationScope;
import dev.tideline.reconciliation.rules.SettledPayment;
import dev.tideline.reconciliation.rules.StandingLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Puts the bank's lines to the payments that they are about, and tells which are about none of
 * ours. Of several payments of one id the first has the lines.
 */
final class SettlePaymentsFn extends DoFn<KV<Integer, CoGbkResult>, KV<Integer, SettledPayment>> {

  private static final long serialVersionUID = 1;

  private final ReconciliationScope scope;
  private final Groups groups;
  private final TupleTag<PaymentMade> payments;
  private final TupleTag<StandingLine> lines;
  private final TupleTag<KV<Integer, SettledPayment>> byOrder;
  private final ItemTags tags;
  private transient ItemTags.Bundle items;

  SettlePaymentsFn(
      ReconciliationScope scope,
      Groups groups,
      TupleTag<PaymentMade> payments,
      TupleTag<StandingLine> lines,
      TupleTag<KV<Integer, SettledPayment>> byOrder,
      ItemTags tags) {
    this.scope = scope;
    this.groups = groups;
    this.payments = payments;
    this.lines = lines;
    this.byOrder = byOrder;
    this.tags = tags;
  }

  @StartBundle
  public void startBundle() {
    items = new ItemTags.Bundle(tags);
  }

  @ProcessElement
  public void processElement(@Element KV<Integer, CoGbkResult> group, MultiOutputReceiver out) {
    Map<String, List<PaymentMade>> paid = new HashMap<>();
    for (PaymentMade each : group.getValue().getAll(payments)) {
      paid.computeIfAbsent(each.paymentId(), none -> new ArrayList<>(1)).add(each);
    }
    Map<String, List<StandingLine>> settled = new HashMap<>();
    for (StandingLine each : group.getValue().getAll(lines)) {
      settled.computeIfAbsent(each.line().paymentId(), none -> new ArrayList<>(2)).add(each);
    }
    paid.forEach(
        (id, ofOneId) -> {
          ofOneId.sort(PaymentMade.ORDER);
          List<StandingLine> its = settled.getOrDefault(id, List.of());
          for (PaymentMade payment : ofOneId) {
            out.get(byOrder)
                .output(KV.of(groups.of(payment.orderKey()), new SettledPayment(payment, its)));
            its = List.of();
          }
        });
    settled.forEach((id, its) -> its.forEach(line -> tell(line, paid.get(id), out)));
  }

  private void tell(StandingLine line, List<PaymentMade> ofItsId, MultiOutputReceiver out) {
    if (scope.counts(line)) {
      PaymentMade payment = ofItsId == null ? null : ofItsId.get(0);
      boolean known =
          payment != null
              && scope.knows(payment.businessDay(), line.settledOn());
      items.add(ReconcileLine.counted(line.line(), known ? payment : null), out);
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    items.flush(context);
  }
}
