package dev.tideline.order;

import dev.tideline.event.Contribution;
import dev.tideline.sum.Total;

/** What an order event adds to an answer. Lines are numbered from 0. */
public interface OrderFigures extends Contribution {

  /** The store it happened in. */
  String storeId();

  /** The step in the order's life. */
  OrderType type();

  /** When the order was placed, ms since the epoch: the event's own time if it is the placing. */
  long placedAt();

  /** How many lines it carries; a cancellation or refund carries the lines it reverses. */
  int lineCount();

  /** The category of a line. */
  String category(int line);

  /** The units of a line. */
  int quantity(int line);

  /** What the customer pays for a line, in 1/10 000 currency units. */
  long amount(int line);

  /** What the retailer paid for a line, in 1/10 000 currency units. */
  long cost(int line);

  @Override
  default Total gross() {
    Total.Running sum = new Total.Running();
    for (int line = 0; line < lineCount(); line++) {
      sum.add(amount(line));
    }
    return sum.total();
  }
}
