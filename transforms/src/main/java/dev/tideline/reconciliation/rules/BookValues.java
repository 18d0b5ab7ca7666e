package dev.tideline.reconciliation.rules;

import dev.tideline.money.Currencies;
import dev.tideline.settlement.SettlementKind;
import dev.tideline.settlement.SettlementLine;
import dev.tideline.sum.Total;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What the bank's lines of a payment come to in the payment's own currency, in 1/10 000 units. What
 * takes a capture back, in whole or in part, is converted at that capture's own rate.
 *
 * @param captures how many lines have paid some of it
 * @param moved how many lines have paid some of it, or have paid some of it back to the customer
 * @param captured what they have paid
 * @param refunded what they have paid back
 * @param chargedBack what the customer's bank has taken back, less what was reversed
 * @param conversion by how much what is captured and refunded is more at the bank's own rates than
 *     at those of the captures
 * @param tolerance by how much a sum may be off because converted amounts are rounded
 * @param wrongCurrency whether a line is in another currency, and it is not known what that is
 */
record BookValues(
    int captures,
    int moved,
    Total captured,
    Total refunded,
    Total chargedBack,
    Total conversion,
    Total tolerance,
    boolean wrongCurrency) {

  /** Those of a payment. */
  static BookValues of(SettledPayment settled) {
    Sums sums = new Sums(settled);
    settled.lines().forEach(each -> sums.add(each.line()));
    return sums.result();
  }

  private static final class Sums {
    private final PaymentMade payment;
    private final List<StandingLine> lines;
    private int captures;
    private int moved;
    private Total captured = Total.ZERO;
    private Total refunded = Total.ZERO;
    private Total chargedBack = Total.ZERO;
    private Total conversion = Total.ZERO;
    private Total tolerance = Total.ZERO;
    private boolean wrongCurrency;

    Sums(SettledPayment settled) {
      this.payment = settled.payment();
      this.lines = settled.lines();
    }

    void add(SettlementLine line) {
      switch (line.kind()) {
        case CAPTURE -> {
          Total value = value(line);
          captures++;
          moved++;
          captured = captured.plus(value);
        }
        case REFUND -> {
          Total value = value(line);
          moved++;
          refunded = refunded.minus(value);
        }
        case CHARGEBACK, REVERSAL -> chargedBack = chargedBack.minus(value(line));
        case FEE, ADJUSTMENT, PAYOUT -> {} // no part of what the customer has paid
      }
    }

    private Total value(SettlementLine line) {
      boolean foreign = !line.currency().equals(payment.currency());
      boolean counts =
          line.kind() == SettlementKind.CAPTURE || line.kind() == SettlementKind.REFUND;
      if (!foreign && (line.rate() == null || line.rate().compareTo(BigDecimal.ONE) == 0)) {
        return Total.of(line.amount());
      }
      if (!foreign || line.rate() == null) {
        wrongCurrency = true;
        return Total.ZERO;
      }
      Total value = converted(line.amount(), bookRate(line), RoundingMode.HALF_EVEN);
      if (counts) {
        Total atItsOwnRate = converted(line.amount(), line.rate(), RoundingMode.HALF_EVEN);
        tolerance = tolerance.plus(roundingOf(line));
        conversion = conversion.plus(atItsOwnRate).minus(value);
      }
      return value;
    }

    /** A line's smallest unit, in the payment's currency. */
    private static Total roundingOf(SettlementLine line) {
      return converted(Currencies.minorUnit(line.currency()), line.rate(), RoundingMode.CEILING);
    }

    /** The rate of the capture that a line takes back. */
    private BigDecimal bookRate(SettlementLine line) {
      if (line.kind() == SettlementKind.CAPTURE) {
        return line.rate();
      }
      List<SettlementLine> candidates =
          lines.stream()
              .map(StandingLine::line)
              .filter(
                  each ->
                      each.kind() == SettlementKind.CAPTURE
                          && each.currency().equals(line.currency())
                          && each.rate() != null)
              .toList();
      return candidates.stream()
          .filter(capture -> line.isReverseOf(capture))
          .findFirst()
          .or(() -> candidates.stream().findFirst())
          .map(SettlementLine::rate)
          .orElse(line.rate());
    }

    private static Total converted(long amount, BigDecimal rate, RoundingMode rounding) {
      return Total.of(BigDecimal.valueOf(amount).divide(rate, 0, rounding).toBigIntegerExact());
    }

    BookValues result() {
      Total withOwn =
          tolerance.equals(Total.ZERO)
              ? Total.ZERO
              : tolerance.plus(Total.of(Currencies.minorUnit(payment.currency())));
      return new BookValues(
          captures, moved, captured, refunded, chargedBack, conversion, withOwn, wrongCurrency);
    }
  }

  /** What the bank has paid, less what it has paid back. */
  Total net() {
    return captured.minus(refunded);
  }
}
