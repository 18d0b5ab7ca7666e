package dev.tideline.fraud.card;

import dev.tideline.ledger.TooLateEvent;

/**
 * A payment of a stream as it comes to its card, which knows of which payments another copy counts.
 *
 * @param payment the payment
 * @param late what is kept of it if it came too late to count; null if it did not
 */
public record CardArrival(CardPayment payment, TooLateEvent late) {}
