/**
 * What can be added in any order and grouping, the combiner that adds it, and sums that can't
 * overflow. Knows nothing of what is added: see {@link dev.tideline.revenue}, {@link
 * dev.tideline.dashboard}, {@link dev.tideline.gateway} and {@link dev.tideline.ledger}.
 */
package dev.tideline.sum;
