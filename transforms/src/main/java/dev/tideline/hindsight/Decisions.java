package dev.tideline.hindsight;

import dev.tideline.sum.Summable;
import dev.tideline.sum.Total;

/**
 * Decisions of one kind.
 *
 * @param payments how many payments were decided on
 * @param amount the money in them, in 1/10 000 currency units
 */
public record Decisions(long payments, Total amount) implements Summable<Decisions> {

  /** None. */
  public static final Decisions NONE = new Decisions(0, Total.ZERO);

  /** The decision on one payment. */
  static Decisions one(long amount) {
    return new Decisions(1, Total.of(amount));
  }

  @Override
  public Decisions plus(Decisions other) {
    return new Decisions(Math.addExact(payments, other.payments), amount.plus(other.amount));
  }
}
