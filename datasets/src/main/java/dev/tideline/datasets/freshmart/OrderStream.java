package dev.tideline.datasets.freshmart;

import java.util.ArrayList;
import java.util.List;
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

  /** Takes out all orders that are placed before this time. */
  public List<PlacedOrder> takeUntil(long end) {
    List<PlacedOrder> taken = new ArrayList<>();
    while (nextAt() < end) {
      taken.add(next);
      next = rest.get();
    }
    return taken;
  }
}
