package dev.tideline.money;

import dev.tideline.sum.Total;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Money as a {@code long} in 1/10 000 of the currency unit: {@code 12.34} is {@code 123_400}.
 *
 * <p>A double never holds money. Sums are kept in a {@link Total}, which no number of amounts
 * overflows.
 */
public final class Amount {

  /** How many of these make one unit of the currency. */
  public static final long PER_UNIT = 10_000;

  /** The largest amount a single line or payment may carry: a thousand million currency units. */
  public static final long LARGEST = 1_000_000_000L * PER_UNIT;

  private static final int DECIMALS = 4;

  private Amount() {}

  /**
   * Reads a decimal such as {@code 12}, {@code -0.5}, {@code 1234.56780} or {@code 1.05e1}. Written
   * by hand for the usual form, because it is read twice per line of an order; {@link ExactDecimal}
   * reads all others.
   *
   * @return the amount in 1/10 000 units
   * @throws NumberFormatException if the text is no number, or not exact in 1/10 000
   * @throws ArithmeticException if the amount does not fit a {@code long}
   */
  public static long parse(CharSequence text) {
    int length = text.length();
    boolean negative = length > 0 && text.charAt(0) == '-';
    long value = 0;
    int digits = 0;
    int decimals = -1;
    for (int i = negative ? 1 : 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '.' && decimals < 0 && digits > 0) {
        decimals = 0;
        continue;
      }
      if (c < '0' || c > '9' || decimals == DECIMALS || value > LARGEST) {
        return ExactDecimal.parse(text, DECIMALS);
      }
      value = value * 10 + c - '0';
      digits++;
      if (decimals >= 0) {
        decimals++;
      }
    }
    if (digits == 0 || decimals == 0) {
      throw new NumberFormatException("not a decimal number");
    }
    for (int i = Math.max(decimals, 0); i < DECIMALS; i++) {
      value = Math.multiplyExact(value, 10L);
    }
    return negative ? -value : value;
  }

  /** The amount with all four decimals, such as {@code 565238.1300}: its one text form. */
  public static String format(long amount) {
    StringBuilder text = new StringBuilder(24);
    if (amount < 0) {
      text.append('-');
    }
    text.append(Math.abs(amount / PER_UNIT)).append('.');
    long rest = Math.abs(amount % PER_UNIT);
    for (long place = PER_UNIT / 10L; place > 0; place /= 10) {
      text.append((char) ('0' + rest / place % 10));
    }
    return text.toString();
  }

  /** The same of a sum, however large. */
  public static String format(Total amount) {
    return amount.isLong()
        ? format(amount.toLong())
        : new BigDecimal(amount.toBigInteger(), DECIMALS).toPlainString();
  }

  /**
   * {@code amount / count}, rounded half up (away from zero), in 1/10 000 units; 0 when there is
   * nothing to divide by.
   */
  public static long average(long amount, long count) {
    if (count == 0) {
      return 0;
    }
    long whole = amount / count;
    long rest = Math.abs(amount % count);
    return rest >= Math.abs(count) - rest
        ? whole + (long) Long.signum(amount) * Long.signum(count)
        : whole;
  }

  /** The same of a sum, however large. */
  public static Total average(Total amount, long count) {
    if (amount.isLong()) {
      return Total.of(average(amount.toLong(), count));
    }
    return count == 0
        ? Total.ZERO
        : Total.of(
            new BigDecimal(amount.toBigInteger())
                .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_UP)
                .toBigIntegerExact());
  }
}
