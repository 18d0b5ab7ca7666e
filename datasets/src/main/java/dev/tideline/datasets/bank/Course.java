package dev.tideline.datasets.bank;

import dev.tideline.datasets.bank.StatementLine.Kind;
import dev.tideline.datasets.freshmart.Chance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How the bank settles a payment of which nothing is broken: within two weekdays as a rule, now and
 * then in two parts. What was cancelled it never captures, or gives back, as it does what was
 * refunded. Seldom the customer's bank takes a payment back, and is overruled every other time.
 *
 * @param late the share that takes longer
 */
record Course(double late) {

  private static final int LAG = 0;
  private static final int SECOND_LAG = 1;
  private static final int REFUND_LAG = 2;
  private static final int CAPTURED_LESS = 3;
  private static final int IN_PARTS = 4;
  private static final int CHARGED_BACK = 5;
  private static final int REVERSED = 6;

  private static final int MOST_WEEKDAYS = 2;
  private static final int LATER = 6;
  private static final double PARTS_SHARE = 0.05;
  private static final double CHARGEBACK_SHARE = 0.005;

  /** All lines about a payment, in time. */
  List<StatementLine> linesOf(Dealing dealing, Chance chance) {
    boolean less = dealing.cancelled() && chance.of(CAPTURED_LESS).happens(0.5);
    long captured = less ? dealing.paid() - dealing.reversed() : dealing.paid();
    if (captured == 0) {
      return List.of();
    }
    List<StatementLine> lines = captures(dealing, captured, chance);
    if (dealing.reversed() > 0 && !less) {
      lines.add(refund(dealing, lines, chance));
    } else if (dealing.reversed() == 0 && chance.of(CHARGED_BACK).happens(CHARGEBACK_SHARE)) {
      chargeBack(dealing, lines, chance);
    }
    return lines;
  }

  private List<StatementLine> captures(Dealing dealing, long captured, Chance chance) {
    int lag = lag(0, chance.of(LAG));
    LocalDate day = Weekdays.after(dealing.paidOn(), lag);
    List<StatementLine> lines = new ArrayList<>();
    long coin = Coins.one(dealing.currency());
    long part = captured / 3 / coin * coin;
    if (part > 0 && chance.of(IN_PARTS).happens(PARTS_SHARE)) {
      int rest = Math.max(lag, lag(0, chance.of(SECOND_LAG)));
      lines.add(dealing.capture(1, part, day));
      lines.add(dealing.capture(2, captured - part, Weekdays.after(dealing.paidOn(), rest)));
    } else {
      lines.add(dealing.capture(1, captured, day));
    }
    return lines;
  }

  private StatementLine refund(Dealing dealing, List<StatementLine> captures, Chance chance) {
    LocalDate captured = captures.get(captures.size() - 1).settledOn();
    LocalDate day = Weekdays.after(dealing.reversedOn(), lag(1, chance.of(REFUND_LAG)));
    return dealing.after(
        captures.get(0),
        "R1",
        Kind.REFUND,
        -dealing.reversed(),
        day.isBefore(captured) ? captured : day);
  }

  private static void chargeBack(Dealing dealing, List<StatementLine> lines, Chance chance) {
    StatementLine capture = lines.get(0);
    LocalDate captured = lines.get(lines.size() - 1).settledOn();
    LocalDate day = Weekdays.after(captured, 2 + chance.of(CHARGED_BACK).of(1).below(LATER));
    lines.add(dealing.after(capture, "K1", Kind.CHARGEBACK, -dealing.paid(), day));
    if (chance.of(REVERSED).happens(0.5)) {
      LocalDate reversed = Weekdays.after(day, 2 + chance.of(REVERSED).of(1).below(LATER));
      lines.add(dealing.after(capture, "V1", Kind.REVERSAL, dealing.paid(), reversed));
    }
  }

  /** How many weekdays the bank takes. */
  private int lag(int least, Chance chance) {
    return chance.happens(late)
        ? MOST_WEEKDAYS + 1 + chance.of(0).below(LATER)
        : least + chance.of(1).below(MOST_WEEKDAYS + 1 - least);
  }
}
