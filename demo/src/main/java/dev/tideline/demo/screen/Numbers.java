package dev.tideline.demo.screen;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as a person reads them. */
public final class Numbers {

  private static final int AMOUNT_DECIMALS = 4;
  private static final double MINUTE = 60_000; // ms

  private Numbers() {}

  /** A whole number, such as {@code 42,602}. */
  public static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** An amount of money in 1/10 000, such as {@code 1,234.50}. */
  public static String amount(BigDecimal tenThousandths) {
    return String.format(Locale.ROOT, "%,.2f", tenThousandths.movePointLeft(AMOUNT_DECIMALS));
  }

  /** Ms in minutes, such as {@code 6.7}. */
  public static String minutes(long millis) {
    return String.format(Locale.ROOT, "%.1f", millis / MINUTE);
  }
}
