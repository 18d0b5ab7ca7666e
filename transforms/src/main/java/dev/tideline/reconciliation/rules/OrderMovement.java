package dev.tideline.reconciliation.rules;

import dev.tideline.event.Contribution;
import dev.tideline.order.OrderType;
import dev.tideline.sum.Total;

/**
 * The money that an order event moves.
 *
 * @param orderId the order; empty if it names none
 * @param storeId the store
 * @param businessDay of the event, an epoch day
 * @param type whether the order was placed, or some of it cancelled or refunded
 * @param gross how much, whichever way it moves, in 1/10 000 currency units
 * @param currency ISO 4217
 * @param eventTime when it happened, ms since the epoch
 */
public record OrderMovement(
    String orderId,
    String storeId,
    int businessDay,
    OrderType type,
    Total gross,
    String currency,
    long eventTime)
    implements Contribution {

  /** What it has in common with the payments of its order: some other text, if it names none. */
  public String orderKey() {
    return orderId.isEmpty() ? storeId + eventTime : orderId;
  }

  /** What it adds to the sales: less than nothing, if something was taken back. */
  Total net() {
    return type == OrderType.PLACED ? gross : Total.ZERO.minus(gross);
  }
}
