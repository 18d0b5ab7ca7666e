/** Runs for business days that are reconciled with the bank: what they read, and what they find. */
package dev.tideline.pipelines.reconciliation;
