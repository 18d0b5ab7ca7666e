package dev.tideline.reconciliation;

import dev.tideline.reconciliation.rules.OrderMovement;
import dev.tideline.reconciliation.rules.ReconcileOrder;
import dev.tideline.reconciliation.rules.SettledPayment;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Compares each order with its payments, and these with what the bank has settled. */
final class ReconcileOrdersFn extends DoFn<KV<String, CoGbkResult>, Void> {

  private static final long serialVersionUID = 1;

  private final ReconcileOrder rules;
  private final TupleTag<OrderMovement> movements;
  private final TupleTag<SettledPayment> payments;
  private final ItemTags tags;
  private transient ItemTags.Bundle items;

  ReconcileOrdersFn(
      ReconcileOrder rules,
      TupleTag<OrderMovement> movements,
      TupleTag<SettledPayment> payments,
      ItemTags tags) {
    this.rules = rules;
    this.movements = movements;
    this.payments = payments;
    this.tags = tags;
  }

  @StartBundle
  public void startBundle() {
    items = new ItemTags.Bundle(tags);
  }

  @ProcessElement
  public void processElement(@Element KV<String, CoGbkResult> joined, MultiOutputReceiver out) {
    List<OrderMovement> ofOrder = new ArrayList<>();
    joined.getValue().getAll(movements).forEach(ofOrder::add);
    List<SettledPayment> paid = new ArrayList<>();
    joined.getValue().getAll(payments).forEach(paid::add);
    String orderId =
        ofOrder.isEmpty() ? paid.get(0).payment().orderId() : ofOrder.get(0).orderId();
    rules.reconcile(orderId, ofOrder, paid, item -> items.add(item, out));
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    items.flush(context);
  }
}
