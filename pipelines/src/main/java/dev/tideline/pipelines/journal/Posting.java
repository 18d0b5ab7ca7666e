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

  /** One that debits an amount; credits what is missing to it, if it is negative. */
  static Posting debit(
      String entry, String account, BigDecimal amount, String currency, String text) {
    return amount.signum() < 0
        ? new Posting(entry, account, BigDecimal.ZERO, amount.negate(), currency, text)
        : new Posting(entry, account, amount, BigDecimal.ZERO, currency, text);
  }

  /** The same the other way round. */
  Posting reversed(String in) {
    return new Posting(in, account, credit, debit, currency, text);
  }
}
