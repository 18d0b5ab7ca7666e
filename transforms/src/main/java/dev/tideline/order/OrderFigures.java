package dev.tideline.order;

import dev.tideline.sum.Total;

/** What an order event adds to an answer, with its lines. They are numbered from 0. */
public interface OrderFigures extends OrderHeader {

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
