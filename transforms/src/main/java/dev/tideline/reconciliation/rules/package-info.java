/**
 * How an order, its payments and the bank's lines of them agree: pure rules, without Beam. What
 * each state means is in {@link dev.tideline.reconciliation.rules.ReconciliationState}.
 */
package dev.tideline.reconciliation.rules;
