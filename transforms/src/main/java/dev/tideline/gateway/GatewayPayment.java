package dev.tideline.gateway;

import dev.tideline.event.Contribution;
import dev.tideline.sum.Total;

/**
 * What a payment adds to the counts of its gateway.
 *
 * @param gateway the payment provider
 * @param currency the ISO 4217 code of the amount
 * @param eventTime when it was made, ms since the epoch
 * @param amount how much, in 1/10 000 currency units
 */
record GatewayPayment(String gateway, String currency, long eventTime, long amount)
    implements Contribution {

  @Override
  public Total gross() {
    return Total.of(amount);
  }
}
