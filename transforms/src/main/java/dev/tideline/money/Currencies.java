package dev.tideline.money;

import java.util.Currency;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The currencies of ISO 4217 that are paid in. */
public final class Currencies {

  private static final Map<String, Currency> BY_CODE =
      Currency.getAvailableCurrencies().stream()
          .filter(currency -> currency.getDefaultFractionDigits() >= 0) // no gold, nor none at all
          .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Function.identity()));

  private Currencies() {}

  /** Whether there is such a currency. */
  public static boolean isKnown(String code) {
    return BY_CODE.containsKey(code);
  }

  /**
   * The smallest amount that is paid in a currency, in 1/10 000 units: a cent, a yen, a fils. 1 of
   * a currency that is not known.
   */
  public static long minorUnit(String code) {
    Currency currency = BY_CODE.get(code);
    long unit = Amount.PER_UNIT;
    int digits = currency == null ? 4 : currency.getDefaultFractionDigits();
    for (int digit = 0; digit < digits && unit > 1; digit++) {
      unit /= 10;
    }
    return unit;
  }
}
