package dev.tideline.order;

import dev.tideline.event.EventView;

/**
 * What the business rules ask of an order event, and all else that makes it this event. Lines are
 * numbered from 0. What no rule asks, the ids and articles, may be read from a file only once it is
 * asked for; null there if its bytes are no text.
 */
public interface OrderView extends EventView {

  /** The event's id, the same for all its copies. */
  String eventId();

  /** The order. */
  String orderId();

  /** The step in the order's life. */
  OrderType type();

  /** When the order was placed, ms since the epoch: the event's own time if it is the placing. */
  long placedAt();

  /** How many lines it carries; a cancellation or refund carries the lines it reverses. */
  int lineCount();

  /** The article of a line. */
  String sku(int line);

  /** The category of a line. */
  String category(int line);

  /** The units of a line. */
  int quantity(int line);

  /** What the customer pays for a line, in 1/10 000 currency units. */
  long amount(int line);

  /** What the retailer paid for a line, in 1/10 000 currency units. */
  long cost(int line);
}
