package dev.tideline.revenue;

import dev.tideline.order.OrderFigures;
import dev.tideline.order.OrderType;
import dev.tideline.sum.Total;

/** The running sums of one category; the one mutable twin of {@link Revenue}. */
final class Booking {
  private long events;
  private long lines;
  private long orders;
  private final Total.Running units = new Total.Running();
  private final Total.Running revenue = new Total.Running();
  private final Total.Running refunds = new Total.Running();
  private final Total.Running cost = new Total.Running();

  /** Adds a line of an event that moves money. */
  void add(OrderFigures event, int line) {
    OrderType type = event.type();
    if (line == 0) {
      events++;
    }
    if (type == OrderType.REFUNDED) {
      refunds.add(event.amount(line));
      return;
    }
    int sign = type == OrderType.CANCELLED ? -1 : 1;
    if (type == OrderType.PLACED) {
      lines++;
      orders += firstOfItsCategory(event, line) ? 1 : 0;
    }
    units.add((long) sign * event.quantity(line));
    revenue.add(sign * event.amount(line));
    cost.add(sign * event.cost(line));
  }

  /** What was added. */
  Revenue total() {
    return new Revenue(
        events, lines, orders, units.total(), revenue.total(), refunds.total(), cost.total());
  }

  private static boolean firstOfItsCategory(OrderFigures event, int line) {
    String category = event.category(line);
    for (int before = 0; before < line; before++) {
      if (event.category(before).equals(category)) {
        return false;
      }
    }
    return true;
  }
}
