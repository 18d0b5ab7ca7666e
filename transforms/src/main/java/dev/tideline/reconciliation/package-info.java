/**
 * What was sold, what was paid and what the bank has settled, compared three ways: the graph. How
 * two of them agree is decided in {@link dev.tideline.reconciliation.rules}.
 *
 * <p>There are many classes here, for each step of {@link dev.tideline.reconciliation.Reconcile} is
 * one, and so is each kind of element between two of them.
 */
package dev.tideline.reconciliation;
