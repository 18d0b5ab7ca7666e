package dev.tideline.datasets.bank;

import dev.tideline.money.Amount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** Banks move whole minor units: cents, yen, thousandths of a dinar. */
final class Coins {

  private static final int DECIMALS = 4; // of an amount

  private Coins() {}

  /** How much is one, in 1/10 000. */
  static long one(String currency) {
    long coin = Amount.PER_UNIT;
    for (int digit = 0; digit < digits(currency); digit++) {
      coin /= 10;
    }
    return coin;
  }

  /** The nearest whole number of them, half away from zero, in 1/10 000. */
  static long nearest(BigDecimal amount, String currency) {
    BigDecimal coin = BigDecimal.valueOf(one(currency));
    return amount.divide(coin, 0, RoundingMode.HALF_UP).multiply(coin).longValueExact();
  }

  /** An amount as a bank writes it: 12.34, 1234 or 1.234. */
  static String text(long amount, String currency) {
    return BigDecimal.valueOf(amount, DECIMALS).setScale(digits(currency)).toPlainString();
  }

  private static int digits(String currency) {
    return Currency.getInstance(currency).getDefaultFractionDigits();
  }
}
