/**
 * What fraud-velocity keeps of a card: the {@link dev.tideline.fraud.card.CardHistory} of its
 * payments, from which the velocity of each follows, how far back it reaches, and what comes to it.
 */
package dev.tideline.fraud.card;
