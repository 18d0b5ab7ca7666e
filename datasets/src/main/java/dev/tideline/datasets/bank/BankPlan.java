package dev.tideline.datasets.bank;

/**
 * What the bank does.
 *
 * @param late the share of payments and refunds that it settles three weekdays later or more, from
 *     0 to 1
 * @param breaks how many breaks of each kind are planted
 */
public record BankPlan(double late, int breaks) {

  /**
   * So many orders there must be for each break, that one of them is found which neither was
   * cancelled nor will be refunded.
   */
  public static final int ORDERS_PER_BREAK = 10;

  /** How many orders there must be, at least. */
  public long leastOrders() {
    return (long) breaks * BreakKind.OF_ORDERS.size() * ORDERS_PER_BREAK;
  }
}
