package dev.tideline.datasets.bank;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * What can be planted: each is found by its ids in {@code truth.json}. Orders are strewn over the
 * kinds by their numbers, so a new kind goes to the end.
 */
enum BreakKind {
  /** A payment never settles. Its id is the payment's. */
  NEVER_SETTLED,
  /** A payment settles with a quarter more or less. Its id is the payment's. */
  OTHER_AMOUNT,
  /** A payment settles twice, with different line ids. Its id is the payment's. */
  SETTLED_TWICE,
  /** A payment settles in another currency, and the line has no rate. Its id is the payment's. */
  NO_RATE,
  /** A line is about a payment that nobody made. Its id is the line's. */
  UNKNOWN_PAYMENT,
  /** An order's payment is in no file, at the bank neither. Its id is the order's. */
  NO_PAYMENT,
  /** A payment's order is in no file. Its id is the payment's. */
  NO_ORDER,
  /** A line's amount is wrong, and right in a second file of the day. Its id is the line's. */
  CORRECTED_LINE,
  /** A payout is not the sum of its lines. Its id is the payout line's. */
  PAYOUT_DIFFERS,
  /** A file is delivered once more under another name. Its id is that name. */
  REPEATED_FILE;

  /** The kinds that strike an order; the others strike what the bank does in a day. */
  static final List<BreakKind> OF_ORDERS =
      List.copyOf(EnumSet.range(NEVER_SETTLED, CORRECTED_LINE));

  /** Its name in {@code truth.json}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
