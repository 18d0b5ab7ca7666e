/**
 * What was sold, what was paid and what the bank has settled, compared three ways: the graph. How
 * two of them agree is decided in {@link dev.tideline.reconciliation.rules}.
 */
package dev.tideline.reconciliation;
