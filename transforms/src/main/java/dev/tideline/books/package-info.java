/**
 * The books of a run: its {@linkplain dev.tideline.ledger ledger} and its {@linkplain
 * dev.tideline.coverage coverage}, added up together, because a runner's price is per keyed step.
 */
package dev.tideline.books;
