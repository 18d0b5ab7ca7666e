package dev.tideline.reconciliation.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A payment with all that the bank says of it.
 *
 * @param payment the payment
 * @param lines the bank's lines of it, in their order
 */
public record SettledPayment(PaymentMade payment, List<StandingLine> lines) {

  private static final Comparator<StandingLine> ORDER =
      Comparator.comparingInt(StandingLine::settledOn)
          .thenComparing(each -> each.line().lineId())
          .thenComparing(each -> each.line().bank());

  public SettledPayment {
    if (lines.size() > 1) {
      lines = new ArrayList<>(lines);
      lines.sort(ORDER);
    }
    lines = List.copyOf(lines);
  }

  /** The same as it was known at the end of a day of the bank's. */
  SettledPayment until(int day) {
    for (StandingLine line : lines) {
      if (!line.standsOn(day)) {
        return standingOn(day);
      }
    }
    return this;
  }

  private SettledPayment standingOn(int day) {
    return new SettledPayment(payment, lines.stream().filter(line -> line.standsOn(day)).toList());
  }
}
