package dev.tideline.fraud.card;

/**
 * A payment with its velocity.
 *
 * @param payment the payment
 * @param score how many distinct payments its card made in the 60 s up to and including it, as far
 *     as they have arrived
 */
public record ScoredPayment(CardPayment payment, int score) {}
