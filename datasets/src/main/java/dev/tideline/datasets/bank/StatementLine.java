package dev.tideline.datasets.bank;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A line of the bank's.
 *
 * @param lineId its id
 * @param paymentId the payment that it is about; empty if about none
 * @param storeId the store; empty if of none
 * @param kind what it is about
 * @param amount in 1/10 000 of its currency, positive to the retailer
 * @param fee in 1/10 000 of its currency, positive if the bank keeps it
 * @param currency of both
 * @param rate units of its currency for one of the payment's; null if they are the same, or the
 *     bank does not say
 * @param settledOn the bank's day
 * @param payoutId the transfer that it is part of
 * @param reverses the line id of the capture that it takes back; empty if it takes back none
 */
record StatementLine(
    String lineId,
    String paymentId,
    String storeId,
    Kind kind,
    long amount,
    long fee,
    String currency,
    BigDecimal rate,
    LocalDate settledOn,
    String payoutId,
    String reverses) {

  /** The first line of a file, without its end. */
  static final String HEADER =
      "line_id,payment_id,store_id,kind,amount,fee,currency,rate,settled_on,payout_id,reverses";

  /** What a line is about. */
  enum Kind {
    CAPTURE,
    REFUND,
    CHARGEBACK,
    REVERSAL,
    FEE,
    ADJUSTMENT,
    PAYOUT
  }

  /** What it adds to its payout, in 1/10 000 of its currency. */
  long net() {
    return amount - fee;
  }

  /** The same with another amount, as a bank has it that was wrong. */
  StatementLine withAmount(long other) {
    return but(lineId, paymentId, other, rate);
  }

  /** The same of another payment, and with another line id. */
  StatementLine ofPayment(String other) {
    return but(other + "C1", other, amount, rate);
  }

  /** The same of a bank that does not say how it has converted. */
  StatementLine withoutRate() {
    return but(lineId, paymentId, amount, null);
  }

  private StatementLine but(String id, String payment, long moved, BigDecimal told) {
    return new StatementLine(
        id, payment, storeId, kind, moved, fee, currency, told, settledOn, payoutId, reverses);
  }

  /** It as CSV, without an end of the line. None of our ids holds a comma, a quote or a blank. */
  String toCsv() {
    return String.join(
        ",",
        lineId,
        paymentId,
        storeId,
        kind.name(),
        Coins.text(amount, currency),
        Coins.text(fee, currency),
        currency,
        rate == null ? "" : rate.toPlainString(),
        settledOn.toString(),
        payoutId,
        reverses);
  }
}
