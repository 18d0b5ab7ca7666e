package dev.tideline.sum;

/**
 * A value that can be added to others of its kind. Adding must not depend on order or grouping
 * (associative and commutative), so that any runner may add in any order.
 *
 * @param <T> the kind itself
 */
public interface Summable<T> {

  /**
   * The sum of both; neither is changed.
   *
   * @throws ArithmeticException if a number overflows
   */
  T plus(T other);
}
