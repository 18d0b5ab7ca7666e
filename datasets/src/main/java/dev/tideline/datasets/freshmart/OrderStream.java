package dev.tideline.datasets.freshmart;

import java.util.function.Supplier;

/** Orders in the order of their placing, the next one known. */
public final class OrderStream {

  private final Supplier<PlacedOrder> rest;
  private PlacedOrder next;

  /**
   * The orders of a supplier.
   *
   * @param orders gives the next one, null at the end
   */
  public OrderStream(Supplier<PlacedOrder> orders) {
    this.rest = orders;
    this.next = orders.get();
  }

  /** When the next order is placed, ms since the epoch; the largest number if there is none. */
  public long nextAt() {
    return next == null ? Long.MAX_VALUE : next.placedAt();
  }

  /** Tells the lives of all orders that are placed before this time. */
  public void tellUntil(long end, OrderLife.Witness witness) {
    while (nextAt() < end) {
      OrderLife.tell(next, witness);
      next = rest.get();
    }
  }
}
