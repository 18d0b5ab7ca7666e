package dev.tideline.reconciliation.rules;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * The business days that are reconciled, and what is known when one of them is. Days are epoch
 * days.
 *
 * @param from the first day
 * @param to the last day
 * @param bankUntil the last day of the bank's that is known beside the reconciled one; null if each
 *     business day is reconciled by what was known when it ended, however much later that is done
 * @param settleDays how many weekdays the bank may take
 */
public record ReconciliationScope(int from, int to, Integer bankUntil, int settleDays)
    implements Serializable {

  /** Whether a day is reconciled. */
  public boolean has(int day) {
    return day >= from && day <= to;
  }

  /** Whether what happened on a business day is known when another is reconciled. */
  public boolean knows(int happened, int reconciled) {
    return bankUntil != null || happened <= reconciled;
  }

  /** The last day whose lines of the bank's are known when a day is reconciled. */
  public int bankUntil(int reconciled) {
    return bankUntil == null ? reconciled : Math.max(reconciled, bankUntil);
  }

  /** Whether a line of the bank's is one of a day that is reconciled, and stands then. */
  public boolean counts(StandingLine line) {
    int day = line.settledOn();
    return has(day) && line.standsOn(bankUntil(day));
  }

  /** Whether the bank should have paid what happened on a day, when another is reconciled. */
  boolean due(int happened, int reconciled) {
    return bankUntil(reconciled) >= due(happened);
  }

  /** The day by which the bank should have paid what happened on a day. */
  private int due(int happened) {
    LocalDate date = LocalDate.ofEpochDay(happened);
    for (int left = settleDays; left > 0; ) {
      date = date.plusDays(1);
      if (isWeekday(date)) {
        left--;
      }
    }
    return (int) date.toEpochDay();
  }

  /** Whether banks work on a date, holidays aside. */
  public static boolean isWeekday(LocalDate date) {
    return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
  }
}
