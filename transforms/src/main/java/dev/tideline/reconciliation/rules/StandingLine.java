package dev.tideline.reconciliation.rules;

import dev.tideline.settlement.SettlementLine;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of the bank's, and how long it stands. A line of the same id from a later place takes its
 * place on the day on which that one is settled, and not before: nobody knows of it then.
 *
 * @param line what it says
 * @param until the bank's day from which on another stands in its place, an epoch day; {@link
 *     #FOR_GOOD} if none does
 */
public record StandingLine(SettlementLine line, int until) {

  /** A day that never comes. */
  public static final int FOR_GOOD = Integer.MAX_VALUE;

  /**
   * The lines of one id.
   *
   * @param lastFirst from the last place to the first
   * @return them in that order
   */
  public static List<StandingLine> ofOneId(List<SettlementLine> lastFirst) {
    List<StandingLine> standing = new ArrayList<>(lastFirst.size());
    int until = FOR_GOOD;
    for (SettlementLine each : lastFirst) {
      StandingLine line = new StandingLine(each, until);
      standing.add(line);
      until = Math.min(until, line.settledOn());
    }
    return standing;
  }

  /** The bank's day, an epoch day. */
  public int settledOn() {
    return (int) line.settledOn().toEpochDay();
  }

  /** Whether it stands by what is known at the end of a day of the bank's, an epoch day. */
  public boolean standsOn(int day) {
    return settledOn() <= day && day < until;
  }

  /** Whether there is a day on which it stands. */
  public boolean everStands() {
    return settledOn() < until;
  }
}
