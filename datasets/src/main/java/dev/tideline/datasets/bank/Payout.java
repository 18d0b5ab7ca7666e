package dev.tideline.datasets.bank;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;

/**
 * What the bank pays out to an account on a day, once.
 *
 * @param day the bank's
 * @param account to which
 */
record Payout(LocalDate day, PayoutAccount account) implements Comparable<Payout> {

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyMMdd");
  private static final Comparator<Payout> ORDER =
      Comparator.comparing(Payout::day).thenComparing(Payout::account);

  /** Its id, such as {@code P260317EUR1}. */
  String id() {
    return id('P');
  }

  /**
   * A line that is of no payment.
   *
   * @param letter parts its id from others of the payout
   */
  StatementLine line(char letter, StatementLine.Kind kind, String storeId, long amount) {
    return new StatementLine(
        id(letter), "", storeId, kind, amount, 0, account.currency(), null, day, id(), "");
  }

  private String id(char letter) {
    return letter + DATE.format(day) + account.currency() + account.number();
  }

  @Override
  public int compareTo(Payout other) {
    return ORDER.compare(this, other);
  }
}
