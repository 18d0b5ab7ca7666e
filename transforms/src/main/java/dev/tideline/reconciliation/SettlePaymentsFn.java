package dev.tideline.reconciliation;

import dev.tideline.reconciliation.rules.PaymentMade;
import dev.tideline.reconciliation.rules.ReconcileLine;
import dev.tideline.reconciliation.rules.ReconciliationScope;
import dev.tideline.reconciliation.rules.SettledPayment;
import dev.tideline.settlement.SettlementLine;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Puts the bank's lines to the payments that they are about, and tells which are about none of ours.
 * Of several payments of one id the first has the lines.
 */
final class SettlePaymentsFn
    extends DoFn<KV<String, CoGbkResult>, KV<String, SettledPayment>> {

  private static final long serialVersionUID = 1;

  /** Before the ids of payments that name no order: no order's id begins with it. */
  private static final String OF_NO_ORDER = "\0";

  private final ReconciliationScope scope;
  private final TupleTag<PaymentMade> payments;
  private final TupleTag<SettlementLine> lines;
  private final TupleTag<KV<String, SettledPayment>> byOrder;
  private final ItemTags tags;
  private transient ItemTags.Bundle items;

  SettlePaymentsFn(
      ReconciliationScope scope,
      TupleTag<PaymentMade> payments,
      TupleTag<SettlementLine> lines,
      TupleTag<KV<String, SettledPayment>> byOrder,
      ItemTags tags) {
    this.scope = scope;
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
  public void processElement(@Element KV<String, CoGbkResult> joined, MultiOutputReceiver out) {
    List<PaymentMade> ofOneId = new ArrayList<>();
    joined.getValue().getAll(payments).forEach(ofOneId::add);
    ofOneId.sort(PaymentMade.ORDER);
    List<SettlementLine> itsLines = new ArrayList<>();
    joined.getValue().getAll(lines).forEach(itsLines::add);
    PaymentMade first = ofOneId.isEmpty() ? null : ofOneId.get(0);
    for (SettlementLine line : itsLines) {
      if (scope.has(line)) {
        int day = (int) line.settledOn().toEpochDay();
        boolean known = first != null && scope.knows(first.businessDay(), day);
        items.add(ReconcileLine.counted(line, known ? first : null), out);
      }
    }
    for (PaymentMade payment : ofOneId) {
      String order =
          payment.orderId().isEmpty() ? OF_NO_ORDER + payment.paymentId() : payment.orderId();
      out.get(byOrder).output(KV.of(order, new SettledPayment(payment, itsLines)));
      itsLines = List.of();
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    items.flush(context);
  }
}
