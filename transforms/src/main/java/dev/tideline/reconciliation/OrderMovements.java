package dev.tideline.reconciliation;

import dev.tideline.event.Contributions;
import dev.tideline.event.Identity;
import dev.tideline.order.OrderContributions;
import dev.tideline.order.OrderView;
import dev.tideline.reconciliation.rules.OrderMovement;
import dev.tideline.store.Stores;
import org.apache.beam.sdk.coders.Coder;

/** The money that order events move, on the business days of their stores. */
final class OrderMovements implements Contributions<OrderView, OrderMovement> {

  private static final long serialVersionUID = 1;

  private static final OrderContributions WITH_LINES = new OrderContributions();

  private final Stores stores;

  OrderMovements(Stores stores) {
    this.stores = stores;
  }

  @Override
  public int keyHash(OrderView event) {
    return WITH_LINES.keyHash(event);
  }

  @Override
  public Identity identity(OrderView event) {
    return WITH_LINES.identity(event);
  }

  @Override
  public OrderMovement of(OrderView event) {
    return new OrderMovement(
        event.orderId() == null ? "" : event.orderId(),
        event.storeId(),
        stores.get(event.storeId()).dayOf(event.eventTime()),
        event.type(),
        event.gross(),
        event.currency(),
        event.eventTime());
  }

  @Override
  public OrderMovement kept(OrderView event, Identity identity) {
    return of(event);
  }

  @Override
  public Coder<OrderMovement> coder() {
    return ReconciliationCoders.MOVEMENT;
  }
}
