package dev.tideline.reconciliation;

import dev.tideline.reconciliation.rules.OrderMovement;
import dev.tideline.reconciliation.rules.ReconcileOrder;
import dev.tideline.reconciliation.rules.SettledPayment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Compares each order with its payments, and these with what the bank has settled. */
final class ReconcileOrdersFn extends DoFn<KV<Integer, CoGbkResult>, Void> {

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
  public void processElement(@Element KV<Integer, CoGbkResult> group, MultiOutputReceiver out) {
    Map<String, List<OrderMovement>> moved = new HashMap<>();
    for (OrderMovement each : group.getValue().getAll(movements)) {
      moved.computeIfAbsent(each.orderId(), none -> new ArrayList<>(2)).add(each);
    }
    Map<String, List<SettledPayment>> paid = new HashMap<>();
    for (SettledPayment each : group.getValue().getAll(payments)) {
      paid.computeIfAbsent(each.payment().orderKey(), none -> new ArrayList<>(1)).add(each);
    }
    moved.forEach(
        (order, its) -> {
          List<SettledPayment> itsPayments = paid.remove(order);
          reconcile(order, its, itsPayments == null ? List.of() : itsPayments, out);
        });
    paid.values().forEach(its -> reconcile(its.get(0).payment().orderId(), List.of(), its, out));
  }

  private void reconcile(
      String orderId,
      List<OrderMovement> its,
      List<SettledPayment> itsPayments,
      MultiOutputReceiver out) {
    rules.reconcile(orderId, its, itsPayments, item -> items.add(item, out));
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    items.flush(context);
  }
}
