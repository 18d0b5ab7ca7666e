package dev.tideline.payment;

/**
 * Stands for a card: the first 128 bits of the HMAC-SHA-256 of its number. Whoever lacks the key
 * can neither find the number nor test a guess.
 *
 * @param high the first 8 bytes, big-endian
 * @param low the next 8 bytes
 */
public record CardToken(long high, long low) {

  private static final int LONGEST_NUMBER = 19;

  /**
   * Reads the text form.
   *
   * @throws NumberFormatException if it is not 32 lower-case hex digits
   */
  public static CardToken parse(String hex) {
    if (hex.length() != 32) {
      throw new NumberFormatException("not 32 hex digits");
    }
    for (int i = 0; i < 32; i++) {
      char c = hex.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        throw new NumberFormatException("not 32 hex digits");
      }
    }
    return new CardToken(
        Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
  }

  /**
   * The token, where others say that it is one.
   *
   * @throws NumberFormatException if it may be a card number after all
   */
  public CardToken checked() {
    if (mayBeNumber()) {
      throw new NumberFormatException("perhaps a card number");
    }
    return this;
  }

  /**
   * Whether it may be a card number: in the codes of its digits, with gaps; or filled up with one
   * hex digit, at either end. Of the tokens we make, not one in 10 to the power of 12 is like that.
   */
  private boolean mayBeNumber() {
    if (isDigits(high) && isDigits(low)) {
      return true;
    }
    String hex = toString();
    int first = 0;
    while (first < hex.length() - 1 && hex.charAt(first) == hex.charAt(0)) {
      first++;
    }
    int end = hex.length();
    while (end > first && hex.charAt(end - 1) == hex.charAt(hex.length() - 1)) {
      end--;
    }
    return end - first <= LONGEST_NUMBER;
  }

  private static boolean isDigits(long bytes) {
    for (int shift = 0; shift < 64; shift += 8) {
      long b = bytes >>> shift & 0xFF;
      if ((b < '0' || b > '9') && b != ' ' && b != '-' && b != 0) {
        return false;
      }
    }
    return true;
  }

  /** 32 lower-case hex digits. */
  @Override
  public String toString() {
    char[] hex = new char[32];
    for (int i = 0; i < 16; i++) {
      hex[i] = Character.forDigit((int) (high >>> (60 - 4 * i)) & 15, 16);
      hex[16 + i] = Character.forDigit((int) (low >>> (60 - 4 * i)) & 15, 16);
    }
    return new String(hex);
  }
}
