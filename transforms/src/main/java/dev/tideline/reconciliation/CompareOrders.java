package dev.tideline.reconciliation;

import dev.tideline.reconciliation.rules.OrderMovement;
import dev.tideline.reconciliation.rules.ReconcileOrder;
import dev.tideline.reconciliation.rules.ReconciledItem;
import dev.tideline.reconciliation.rules.SettledPayment;
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
 * Compares each order with its payments, and these with what the bank has settled. What names no
 * order has nothing in common with anything, so it is compared by itself.
 *
 * @param rules how they are compared
 * @param movements packs of them, in a group
 * @param payments packs of them, settled, in a group
 */
record CompareOrders(ReconcileOrder rules, TupleTag<byte[]> movements, TupleTag<byte[]> payments)
    implements ReconcileFn.Step<KV<Integer, CoGbkResult>> {

  @Override
  public void take(
      KV<Integer, CoGbkResult> group, Consumer<ReconciledItem> found, MultiOutputReceiver out) {
    Map<String, List<OrderMovement>> moved = new HashMap<>();
    PackByGroup.forEach(
        group.getValue().getAll(movements),
        ReconciliationCoders.MOVEMENT,
        each -> {
          if (each.orderId().isEmpty()) {
            rules.reconcile("", List.of(each), List.of(), found);
          } else {
            moved.computeIfAbsent(each.orderId(), none -> new ArrayList<>(2)).add(each);
          }
        });
    Map<String, List<SettledPayment>> paid = new HashMap<>();
    PackByGroup.forEach(
        group.getValue().getAll(payments),
        ReconciliationCoders.SETTLED,
        each -> {
          String orderId = each.payment().orderId();
          if (orderId.isEmpty()) {
            rules.reconcile("", List.of(), List.of(each), found);
          } else {
            paid.computeIfAbsent(orderId, none -> new ArrayList<>(1)).add(each);
          }
        });
    moved.forEach(
        (order, its) -> {
          List<SettledPayment> itsPayments = paid.remove(order);
          rules.reconcile(order, its, itsPayments == null ? List.of() : itsPayments, found);
        });
    paid.forEach((order, its) -> rules.reconcile(order, List.of(), its, found));
  }
}
