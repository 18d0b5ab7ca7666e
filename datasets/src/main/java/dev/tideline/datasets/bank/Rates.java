package dev.tideline.datasets.bank;

import dev.tideline.datasets.freshmart.Chance;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What the bank gives for a currency in another one: another rate every day, by up to a percent.
 */
final class Rates {

  /** The currencies in which it settles with stores that have another one. */
  static final List<String> ABROAD = List.of("EUR", "JPY", "KWD", "USD");

  /** What one dollar is, about. */
  private static final Map<String, String> PER_DOLLAR =
      Map.of(
          "AUD", "1.52",
          "BRL", "5.41",
          "EUR", "0.92",
          "GBP", "0.79",
          "INR", "83.4",
          "JPY", "151.3",
          "KWD", "0.307",
          "USD", "1",
          "ZAR", "18.7");

  private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_UP);
  private static final int MOST_DRIFT = 100; // in 1/10 000

  private final Chance chance;

  /** Drawn from a chance. */
  Rates(Chance chance) {
    this.chance = chance;
  }

  /** How many units of one currency are one of another, on a day. */
  BigDecimal of(String in, String from, LocalDate day) {
    BigDecimal usual =
        new BigDecimal(PER_DOLLAR.get(in)).divide(new BigDecimal(PER_DOLLAR.get(from)), SIX_DIGITS);
    int drift =
        chance.of(day.toEpochDay()).of(in.hashCode()).below(2 * MOST_DRIFT + 1) - MOST_DRIFT;
    return usual.multiply(BigDecimal.valueOf(10_000L + drift, 4), SIX_DIGITS);
  }
}
