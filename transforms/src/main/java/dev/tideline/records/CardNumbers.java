package dev.tideline.records;

import java.nio.charset.StandardCharsets;

/**
 * Finds what could be a card number in bytes of any kind.
 *
 * <p>A rejected record may be broken in any way, so its fields can't be trusted: every run of 12 or
 * more digits is taken for a card number, whether plain, in groups parted by blanks, dots or dashes
 * of any kind, in an encoding of two or four bytes a character, which parts ASCII digits by zeros,
 * or with digits written as JSON escapes (a backslash, u, 003 and the digit). A digit too many is
 * hidden rather than one too few.
 */
public final class CardNumbers {

  /** The shortest card number by ISO/IEC 7812 as issuers use it. */
  public static final int SHORTEST = 12;

  /** The longest card number by ISO/IEC 7812. */
  public static final int LONGEST = 19;

  /** How far apart two digits of a number may be: in UTF-32 by three zeros, by a dash in UTF-8. */
  private static final int WIDEST = 3;

  private static final byte[] ESCAPE = "\\u003".getBytes(StandardCharsets.US_ASCII);

  /** What parts one value of a record from the next, or the hours of a time from its minutes. */
  private static final String JSON_SIGNS = "\"\\:,{}[]";

  private CardNumbers() {}

  /** Overwrites the digits of each possible card number with {@code *}, in place. */
  public static byte[] redact(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      if (digitAt(bytes, at) == 0) {
        at++;
        continue;
      }
      int end = at;
      int digits = 0;
      int width;
      while ((width = digitAt(bytes, end)) > 0 || separatorAt(bytes, end)) {
        digits += width > 0 ? 1 : 0;
        end += Math.max(width, 1);
      }
      if (digits >= SHORTEST) {
        hide(bytes, at, end);
      }
      at = end;
    }
    return bytes;
  }

  private static void hide(byte[] bytes, int from, int end) {
    for (int at = from; at < end; ) {
      int width = digitAt(bytes, at);
      for (int i = 0; i < width; i++) {
        bytes[at + i] = '*';
      }
      at += Math.max(width, 1);
    }
  }

  /** How many bytes the digit that begins here takes: 1, or 6 for an escaped one; 0 if none. */
  private static int digitAt(byte[] bytes, int at) {
    if (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
      return 1;
    }
    int last = at + ESCAPE.length;
    if (last >= bytes.length || bytes[last] < '0' || bytes[last] > '9') {
      return 0;
    }
    for (int i = 0; i < ESCAPE.length; i++) {
      if (bytes[at + i] != ESCAPE[i]) {
        return 0;
      }
    }
    return ESCAPE.length + 1;
  }

  /** Whether up to {@link #WIDEST} bytes that may part the digits of a number begin here. */
  private static boolean separatorAt(byte[] bytes, int at) {
    int end = at;
    while (end < bytes.length
        && end - at < WIDEST
        && isSeparator(bytes[end])
        && digitAt(bytes, end) == 0) {
      end++;
    }
    return end > at && digitAt(bytes, end) > 0;
  }

  /** Blanks, dots and dashes of any kind, and zeros: all but letters and JSON's own signs. */
  private static boolean isSeparator(byte b) {
    int lower = b | 0x20;
    return (lower < 'a' || lower > 'z') && JSON_SIGNS.indexOf(b) < 0;
  }
}
