package dev.tideline.reconciliation.rules;

import dev.tideline.event.Contribution;
import dev.tideline.sum.Total;
import java.util.Comparator;

/**
 * A payment, as far as it is to be settled.
 *
 * @param paymentId its id
 * @param orderId what it pays for; empty if it does not say
 * @param storeId the store
 * @param businessDay on which it was made, an epoch day
 * @param amount in 1/10 000 currency units
 * @param currency ISO 4217
 * @param eventTime when it was made, ms since the epoch
 */
public record PaymentMade(
    String paymentId,
    String orderId,
    String storeId,
    int businessDay,
    long amount,
    String currency,
    long eventTime)
    implements Contribution {

  /** The order in which several payments are looked at. */
  public static final Comparator<PaymentMade> ORDER =
      Comparator.comparingLong(PaymentMade::eventTime)
          .thenComparing(PaymentMade::paymentId)
          .thenComparing(PaymentMade::orderId)
          .thenComparingLong(PaymentMade::amount)
          .thenComparing(PaymentMade::storeId)
          .thenComparing(PaymentMade::currency);

  /** What it has in common with its order: some other text, if it names none. */
  public String orderKey() {
    return orderId.isEmpty() ? paymentId : orderId;
  }

  @Override
  public Total gross() {
    return Total.of(amount);
  }
}
