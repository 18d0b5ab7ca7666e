package dev.tideline.pipelines.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.reconciliation.rules.ReconciliationState;
import dev.tideline.settlement.SettlementKind;
import java.math.BigDecimal;

/**
 * What the bank has moved on a day that no customer has paid, in currency units.
 *
 * @param storeId the store; empty if it is of none
 * @param currency ISO 4217
 * @param fees what it has kept
 * @param chargedBack what customers' banks have taken back, less what was reversed
 * @param rounding what it has paid more than it should, because it converts and rounds
 */
public record BankMovement(
    String storeId, String currency, BigDecimal fees, BigDecimal chargedBack, BigDecimal rounding) {

  /** That of a row of a reconciliation. */
  public static BankMovement of(JsonNode row) {
    ReconciliationState state = ReconciliationState.valueOf(row.get("state").asText());
    boolean counts = state != ReconciliationState.REPEATED && state != ReconciliationState.REPLACED;
    String kind = row.get("kind").asText();
    BigDecimal amount = counts ? row.get("amount").decimalValue() : BigDecimal.ZERO;
    BigDecimal kept = counts ? row.get("fees").decimalValue() : BigDecimal.ZERO;
    boolean fee = kind.equals(SettlementKind.FEE.name());
    boolean chargeback =
        kind.equals(SettlementKind.CHARGEBACK.name())
            || kind.equals(SettlementKind.REVERSAL.name());
    return new BankMovement(
        row.get("store_id").asText(),
        row.get("currency").asText(),
        fee ? kept.subtract(amount) : kept,
        chargeback ? amount.negate() : BigDecimal.ZERO,
        row.get("rounding").decimalValue());
  }
}
