package dev.tideline.pipelines.journal;

import java.math.BigDecimal;

/**
 * A line of a journal entry.
 *
 * @param entry the entry that it belongs to, whose debits and credits are equal
 * @param account in the general ledger
 * @param debit in currency units, from 0 up; 0 if it is a credit
 * @param credit in currency units, from 0 up; 0 if it is a debit
 * @param currency ISO 4217
 * @param text what it is
 */
public record Posting(
    String entry,
    String account,
    BigDecimal debit,
    BigDecimal credit,
    String currency,
    String text) {

  /** One that debits an amount; a negative one is credited. */
  static Posting debit(
      String entry, String account, BigDecimal amount, String currency, String text) {
    return amount.signum() < 0
        ? new Posting(entry, account, BigDecimal.ZERO, amount.negate(), currency, text)
        : new Posting(entry, account, amount, BigDecimal.ZERO, currency, text);
  }

  /** One that credits an amount; a negative one is debited. */
  static Posting credit(
      String entry, String account, BigDecimal amount, String currency, String text) {
    return debit(entry, account, amount.negate(), currency, text);
  }

  /** Whether it moves no money. */
  boolean isNothing() {
    return debit.signum() == 0 && credit.signum() == 0;
  }

  /** Its debit as it is written; empty if it is a credit. */
  public String debitText() {
    return text(debit);
  }

  /** Its credit as it is written; empty if it is a debit. */
  public String creditText() {
    return text(credit);
  }

  private static String text(BigDecimal amount) {
    return amount.signum() == 0 ? "" : amount.toPlainString();
  }

  /** The same in another entry. */
  Posting in(String other) {
    return new Posting(other, account, debit, credit, currency, text);
  }

  /** The same in another entry, and the other way round. */
  Posting reversed(String other) {
    return new Posting(other, account, credit, debit, currency, text);
  }
}
