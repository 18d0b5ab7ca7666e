package dev.tideline.hindsight;

/**
 * What decisions are told apart by.
 *
 * @param currency the ISO 4217 code of the payment's amount: different money is never added
 * @param hindsight what became of the decision
 */
public record DecisionKind(String currency, Hindsight hindsight) {}
