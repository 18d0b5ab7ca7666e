package dev.tideline.revenue;

import dev.tideline.money.Amount;
import dev.tideline.order.OrderFigures;
import dev.tideline.sum.Summable;
import dev.tideline.sum.Total;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a store earned in a category on a business day. Money is in 1/10 000 currency units.
 *
 * <p>A placed order adds to orders, lines, units, revenue and cost. A cancellation takes the units,
 * revenue and cost of the lines it carries off again, on the day it is made: a closed day stays as
 * it is. A refund adds to refunds and leaves the cost, for what was handed over is not sold again.
 *
 * @param events how many events are booked here: each under the category of its first line
 * @param lines how many order lines of placed orders are in it
 * @param orders how many placed orders have a line in this category
 * @param units units sold, less cancelled ones
 * @param revenue what customers paid, less cancellations
 * @param refunds what was given back
 * @param cost what the retailer paid for what it sold
 */
public record Revenue(
    long events, long lines, long orders, Total units, Total revenue, Total refunds, Total cost)
    implements Summable<Revenue> {

  /** What one event that moves money adds, by category. */
  public static SortedMap<String, Revenue> byCategory(OrderFigures event) {
    Map<String, Booking> categories = new TreeMap<>();
    for (int line = 0; line < event.lineCount(); line++) {
      categories.computeIfAbsent(event.category(line), none -> new Booking()).add(event, line);
    }
    SortedMap<String, Revenue> sums = new TreeMap<>();
    categories.forEach((category, booking) -> sums.put(category, booking.total()));
    return sums;
  }

  /** Revenue less refunds and cost. */
  public Total margin() {
    return revenue.minus(refunds).minus(cost);
  }

  /** Revenue per order, derived once, rounded half up. */
  public Total averageOrder() {
    return Amount.average(revenue, orders);
  }

  @Override
  public Revenue plus(Revenue other) {
    return new Revenue(
        Math.addExact(events, other.events),
        Math.addExact(lines, other.lines),
        Math.addExact(orders, other.orders),
        units.plus(other.units),
        revenue.plus(other.revenue),
        refunds.plus(other.refunds),
        cost.plus(other.cost));
  }
}
