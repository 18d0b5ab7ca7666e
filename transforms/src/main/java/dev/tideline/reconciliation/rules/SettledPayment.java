package dev.tideline.reconciliation.rules;

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
    lines = lines.stream().sorted(ORDER).toList();
  }

  /** The same as it was known at the end of a day of the bank's. */
  SettledPayment until(int day) {
    return new SettledPayment(payment, lines.stream().filter(line -> line.standsOn(day)).toList());
  }
}
