package dev.tideline.fraud;

/**
 * What a card's history needs to know of a payment.
 *
 * @param paymentId its id
 * @param eventTime when it was made, ms since the epoch
 * @param amount how much, in 1/10 000 currency units
 * @param ingestTime when it was ingested, ms since the epoch
 */
public record CardPayment(String paymentId, long eventTime, long amount, long ingestTime) {}
