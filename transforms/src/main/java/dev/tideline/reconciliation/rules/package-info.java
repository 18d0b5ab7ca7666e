/**
 * How an order, its payments and the bank's lines of them agree: pure rules, without Beam. What
 * each state means is in {@link dev.tideline.reconciliation.rules.ReconciliationState}.
 *
 * <p>There are many classes here, for what is compared, what comes of it, and the rules between
 * them are of no use without each other.
 */
package dev.tideline.reconciliation.rules;
