package dev.tideline.sum;

import java.math.BigInteger;

/**
 * A sum of longs: a whole number of 128 bits, two's complement, so that no number of records that
 * can ever be read overflows it. An amount is in 1/10 000 currency units, as everywhere.
 *
 * @param high the upper 64 bits, with the sign
 * @param low the lower 64 bits, unsigned
 */
public record Total(long high, long low) implements Summable<Total>, Comparable<Total> {

  /** Nothing. */
  public static final Total ZERO = new Total(0, 0);

  /** The number itself. */
  public static Total of(long value) {
    return new Total(value >> 63, value);
  }

  /**
   * The same number.
   *
   * @throws ArithmeticException if it has more than 128 bits
   */
  public static Total of(BigInteger value) {
    if (value.bitLength() > 127) {
      throw new ArithmeticException(value + " has more than 128 bits");
    }
    return new Total(value.shiftRight(Long.SIZE).longValueExact(), value.longValue());
  }

  /** Whether a long holds it: all totals but the greatest. */
  public boolean isLong() {
    return high == low >> 63;
  }

  /**
   * The number as a long.
   *
   * @throws ArithmeticException if it does not fit
   */
  public long toLong() {
    if (!isLong()) {
      throw new ArithmeticException(this + " is no long");
    }
    return low;
  }

  /** The number in the JDK's own form. */
  public BigInteger toBigInteger() {
    BigInteger lower = BigInteger.valueOf(low);
    if (isLong()) {
      return lower;
    }
    BigInteger unsigned = low < 0 ? lower.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : lower;
    return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsigned);
  }

  /**
   * {@inheritDoc}
   *
   * @throws ArithmeticException if the sum has more than 128 bits, which no records can come to
   */
  @Override
  public Total plus(Total other) {
    long lower = low + other.low;
    long upper = high + other.high + carry(lower, low);
    if (((high ^ upper) & (other.high ^ upper)) < 0) {
      throw new ArithmeticException("more than 128 bits: " + this + " and " + other);
    }
    return new Total(upper, lower);
  }

  /**
   * The difference.
   *
   * @throws ArithmeticException if it has more than 128 bits
   */
  public Total minus(Total other) {
    long lower = low - other.low;
    long upper = high - other.high - (Long.compareUnsigned(low, other.low) < 0 ? 1 : 0);
    if (((high ^ other.high) & (high ^ upper)) < 0) {
      throw new ArithmeticException("more than 128 bits: " + this + " less " + other);
    }
    return new Total(upper, lower);
  }

  @Override
  public int compareTo(Total other) {
    int upper = Long.compare(high, other.high);
    return upper != 0 ? upper : Long.compareUnsigned(low, other.low);
  }

  /** The digits, after a minus if it is negative. */
  @Override
  public String toString() {
    return isLong() ? Long.toString(low) : toBigInteger().toString();
  }

  /** What is carried into the upper half when the lower of two addends became the sum. */
  private static long carry(long sum, long addend) {
    return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
  }

  /** A total that grows: the mutable twin, for one thread; as fast as a long until it overflows. */
  public static final class Running {
    private Total before = ZERO;
    private long sum;

    /** Adds a number of either sign. */
    public void add(long value) {
      long next = sum + value;
      if (((sum ^ next) & (value ^ next)) < 0) { // it overflows
        before = before.plus(of(sum));
        next = value;
      }
      sum = next;
    }

    /** What it has come to. */
    public Total total() {
      return before.plus(of(sum));
    }
  }
}
