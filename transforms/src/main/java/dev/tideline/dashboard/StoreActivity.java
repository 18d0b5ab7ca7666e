package dev.tideline.dashboard;

import dev.tideline.money.Amount;
import dev.tideline.sum.Summable;
import dev.tideline.sum.Total;

/**
 * What went on in a store for a while.
 *
 * @param orders how many orders were placed
 * @param revenue what the placed orders' lines come to, in 1/10 000 currency units; cancellations
 *     are not taken off
 * @param cancellations how many times an order, or some of its lines, was called off
 * @param serviceTimes how long the orders that were handed over took, one time each
 */
public record StoreActivity(
    long orders, Total revenue, long cancellations, ServiceTimes serviceTimes)
    implements Summable<StoreActivity> {

  /** Nothing at all. */
  public static final StoreActivity NONE = new StoreActivity(0, Total.ZERO, 0, ServiceTimes.NONE);

  /** How many orders were handed over. */
  public long fulfilled() {
    return serviceTimes.count();
  }

  /** How many events are in it. It only rises as more arrive: the version of a row. */
  public long events() {
    return Math.addExact(Math.addExact(orders, cancellations), fulfilled());
  }

  /** Revenue per order, derived once, rounded half up; 0 without orders. */
  public Total averageOrder() {
    return Amount.average(revenue, orders);
  }

  /**
   * Cancellations per order in 1/10 000, rounded half up; 0 without orders. Above 1 where orders of
   * an earlier time were cancelled.
   */
  public long cancellationRate() {
    return Amount.average(Math.multiplyExact(cancellations, Amount.PER_UNIT), orders);
  }

  @Override
  public StoreActivity plus(StoreActivity other) {
    return new StoreActivity(
        Math.addExact(orders, other.orders),
        revenue.plus(other.revenue),
        Math.addExact(cancellations, other.cancellations),
        serviceTimes.plus(other.serviceTimes));
  }
}
