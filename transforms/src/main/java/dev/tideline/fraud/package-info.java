/**
 * fraud-velocity: which payments come from a card that pays suspiciously often, and with which
 * score. The only pipeline that keeps state by key, a {@link dev.tideline.fraud.card.CardGroup} for
 * many cards, instead of windows; {@link dev.tideline.hindsight} takes its decisions again.
 */
package dev.tideline.fraud;
