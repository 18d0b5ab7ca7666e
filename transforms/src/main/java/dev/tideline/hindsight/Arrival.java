package dev.tideline.hindsight;

import dev.tideline.fraud.card.CardPayment;
import dev.tideline.payment.CardToken;

/**
 * A payment as it arrived.
 *
 * @param card the card it was made with
 * @param payment the payment
 * @param currency the ISO 4217 code of its amount
 * @param tooLate whether it was ingested later than fraud-velocity waits for
 */
public record Arrival(CardToken card, CardPayment payment, String currency, boolean tooLate) {}
