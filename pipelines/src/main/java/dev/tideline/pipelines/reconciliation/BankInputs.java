package dev.tideline.pipelines.reconciliation;

import dev.tideline.io.settlement.BankFiles;
import dev.tideline.payment.PaymentView;
import dev.tideline.pipelines.input.Inputs;

/**
 * What a day is reconciled with, and how strictly.
 *
 * @param payments the payments
 * @param lines the bank's files
 * @param settleDays how many weekdays the bank may take
 * @param tolerance what may be wrong
 * @param withoutLines whether a weekday is reconciled though the bank has settled nothing on it
 */
public record BankInputs(
    Inputs.Opening<PaymentView> payments,
    BankFiles lines,
    int settleDays,
    Tolerance tolerance,
    boolean withoutLines) {}
