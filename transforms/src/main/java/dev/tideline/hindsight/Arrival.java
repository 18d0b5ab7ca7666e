package dev.tideline.hindsight;

import dev.tideline.fraud.CardPayment;

/**
 * A payment as it arrived.
 *
 * @param payment the payment
 * @param currency the ISO 4217 code of its amount
 * @param tooLate whether it was ingested later than fraud-velocity waits for
 */
public record Arrival(CardPayment payment, String currency, boolean tooLate) {}
