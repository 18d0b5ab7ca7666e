package dev.tideline.reconciliation.rules;

/**
 * What is added up together.
 *
 * @param businessDay of the sale or payment, or the bank's day; an epoch day
 * @param storeId one of our stores; empty if it is of none
 * @param currency of the amounts, ISO 4217
 * @param kind {@link #SALE}, {@link #PAYMENT}, or the name of the bank's kind of line
 * @param state how it agrees with its counterpart
 */
public record ReconciliationAccount(
    int businessDay, String storeId, String currency, String kind, ReconciliationState state) {

  /** What an order's events of a day have sold. */
  public static final String SALE = "SALE";

  /** A payment. */
  public static final String PAYMENT = "PAYMENT";
}
