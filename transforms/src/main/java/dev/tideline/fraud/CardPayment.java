package dev.tideline.fraud;

import dev.tideline.payment.PaymentView;

/**
 * What a card's history needs to know of a payment.
 *
 * @param paymentId its id
 * @param content tells payments of one id apart, see {@link PaymentView#content}
 * @param eventTime when it was made, ms since the epoch
 * @param amount how much, in 1/10 000 currency units
 * @param ingestTime when it was ingested, ms since the epoch
 */
public record CardPayment(
    String paymentId, long content, long eventTime, long amount, long ingestTime) {}
