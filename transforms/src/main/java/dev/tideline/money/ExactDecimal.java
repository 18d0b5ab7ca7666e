package dev.tideline.money;

/**
 * Reads a decimal number in any form that JSON has, such as {@code 10.50000}, {@code 1.05e1} or
 * {@code -0.0}, exactly, in time that grows with its text only: {@code 1e999999999} costs nothing.
 */
public final class ExactDecimal {

  private static final int MOST_DIGITS = 19; // of a long

  /** Past this the exponent makes no more difference. */
  private static final long MOST_EXPONENT = 1_000_000_000_000L;

  private final CharSequence text;
  private final int places;
  private int at;
  private long power; // of ten that the digits are to be multiplied by

  private ExactDecimal(CharSequence text, int places) {
    this.text = text;
    this.places = places;
  }

  /**
   * Reads a number.
   *
   * @param places how many decimals the result has: 4 for {@code 12.5} to be 125 000
   * @return the number, as a whole number of its last place
   * @throws NumberFormatException if the text is no number, or not exact in so many decimals
   * @throws ArithmeticException if it does not fit a {@code long}
   */
  public static long parse(CharSequence text, int places) {
    return new ExactDecimal(text, places).read();
  }

  private long read() {
    boolean negative = skip('-');
    int first = at;
    digits();
    power = places;
    int integral = at;
    if (integral > first && skip('.')) {
      digits();
      power -= at - integral - 1;
    }
    if (integral == first || at == integral + 1) {
      throw malformed();
    }
    int end = at;
    if (skip('e') || skip('E')) {
      power += exponent();
    }
    if (at < text.length()) {
      throw malformed();
    }
    long value = scaled(first, end);
    return negative ? -value : value;
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private long exponent() {
    boolean negative = skip('-');
    if (!negative) {
      skip('+');
    }
    int first = at;
    long exponent = 0;
    while (at < text.length() && isDigit(text.charAt(at))) {
      exponent = Math.min(exponent * 10 + text.charAt(at) - '0', MOST_EXPONENT);
      at++;
    }
    if (at == first) {
      throw malformed();
    }
    return negative ? -exponent : exponent;
  }

  /** The digits from the first that is not 0 to the last, moved to their place. */
  private long scaled(int from, int end) {
    int first = from;
    while (first < end && isZeroOrPoint(first)) {
      first++;
    }
    int last = end;
    while (last > first && isZeroOrPoint(last - 1)) {
      last--;
      power += text.charAt(last) == '0' ? 1 : 0;
    }
    if (first == last) {
      return 0;
    }
    if (power < 0) {
      throw new NumberFormatException("not exact in " + places + " decimals");
    }
    if (last - first - 1 + power > MOST_DIGITS) { // one of them may be the point
      throw new ArithmeticException("too large");
    }
    long value = 0;
    for (int i = first; i < last; i++) {
      if (text.charAt(i) != '.') {
        value = Math.addExact(Math.multiplyExact(value, 10L), text.charAt(i) - '0');
      }
    }
    for (long i = 0; i < power; i++) {
      value = Math.multiplyExact(value, 10L);
    }
    return value;
  }

  private boolean isZeroOrPoint(int i) {
    return text.charAt(i) == '0' || text.charAt(i) == '.';
  }

  private boolean skip(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static NumberFormatException malformed() {
    return new NumberFormatException("not a decimal number");
  }
}
