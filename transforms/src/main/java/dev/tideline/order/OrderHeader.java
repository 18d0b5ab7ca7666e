package dev.tideline.order;

import dev.tideline.event.Contribution;

/** What an order event adds to an answer that asks for no line, but for what lines come to. */
public interface OrderHeader extends Contribution {

  /** The store it happened in. */
  String storeId();

  /** The step in the order's life. */
  OrderType type();

  /** When the order was placed, ms since the epoch: the event's own time if it is the placing. */
  long placedAt();
}
