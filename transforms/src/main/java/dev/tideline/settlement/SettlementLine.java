package dev.tideline.settlement;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A line of the bank's settlement file, in one form whatever the bank's is.
 *
 * @param bank whose it is: its ids are its own, and say nothing of those of another bank
 * @param lineId the bank's own id of it
 * @param paymentId the payment it is about; empty if it is about none
 * @param storeId what the bank calls the store; empty if it names none
 * @param kind what it is about
 * @param amount the money it moves before the fee, in 1/10 000 units of its currency: positive to
 *     the retailer, negative from it
 * @param fee what the bank keeps of it, in 1/10 000 units of its currency; negative if it gives a
 *     fee back. Of a payout it is kept from the transfer, and is no part of the amount
 * @param currency the ISO 4217 code of both
 * @param rate how many units of its currency are one of the payment's or, of a payout, of its
 *     lines'; null if the bank says none
 * @param settledOn the bank's day
 * @param payoutId the transfer that it is part of; empty if the bank does not say
 * @param reverses the id of the capture's line that a refund, chargeback or reversal names; empty
 *     if it names none
 */
public record SettlementLine(
    String bank,
    String lineId,
    String paymentId,
    String storeId,
    SettlementKind kind,
    long amount,
    long fee,
    String currency,
    BigDecimal rate,
    LocalDate settledOn,
    String payoutId,
    String reverses) {

  /** The bank and its id of the line: what the lines of one id have in common, and no other has. */
  public String lineKey() {
    return bank + '\0' + lineId;
  }

  /** The bank and its id of the payout: what a payout and its lines have in common. */
  public String payoutKey() {
    return bank + '\0' + payoutId;
  }

  /** Whether it is about a payment. */
  public boolean namesPayment() {
    return kind != SettlementKind.PAYOUT && !paymentId.isEmpty();
  }

  /** Whether it names another line, of the same bank, as the capture that it takes back. */
  public boolean isReverseOf(SettlementLine other) {
    return bank.equals(other.bank) && reverses.equals(other.lineId);
  }

  /** Whether it is a payout that says which lines it pays, or is paid by one that is known. */
  public boolean namesPayout() {
    return !payoutId.isEmpty();
  }

  /** Whether it names nothing that it could be compared with: a payment or, a payout, its lines. */
  public boolean namesNothing() {
    return kind == SettlementKind.PAYOUT ? payoutId.isEmpty() : paymentId.isEmpty();
  }
}
