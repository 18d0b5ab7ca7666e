package dev.tideline.benchmarks.peers;

import java.io.Serializable;

/**
 * What daily-revenue adds up. Amounts in 1/10 000 currency units.
 *
 * @param orders orders placed that have a line of the category
 * @param lines lines of orders placed
 * @param units units sold, less those cancelled
 * @param revenue of what was placed, less what was cancelled
 * @param refunds of what was refunded
 * @param cost of what was placed, less what was cancelled
 * @param events that have a line of the category as their first
 */
public record RevenueSums(
    long orders, long lines, long units, long revenue, long refunds, long cost, long events)
    implements Serializable {

  /** Both together. */
  public RevenueSums plus(RevenueSums other) {
    return new RevenueSums(
        orders + other.orders,
        lines + other.lines,
        units + other.units,
        Math.addExact(revenue, other.revenue),
        Math.addExact(refunds, other.refunds),
        Math.addExact(cost, other.cost),
        events + other.events);
  }
}
