package dev.tideline.records;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** What counts as text in a record, whatever format it came in, and how text is shown. */
public final class Text {

  private static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /**
   * Whether a text is one: no half of a surrogate pair stands alone. Such a half has no UTF-8 of
   * its own, so two different texts would become one as soon as they are written.
   */
  public static boolean isWellFormed(CharSequence text) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && at < text.length()
              && Character.isLowSurrogate(text.charAt(at++));
      if (!pair) {
        return false;
      }
    }
    return true;
  }

  /**
   * The text that bytes are the UTF-8 of, or null if they are not: with a character in more bytes
   * than it takes, half a surrogate pair (CESU-8), or any other byte out of place.
   */
  public static String ofUtf8(byte[] bytes) {
    return ofUtf8(ByteBuffer.wrap(bytes));
  }

  /** The same of the bytes from a buffer's position to its limit; the position stays. */
  public static String ofUtf8(ByteBuffer bytes) {
    String text = lenient(bytes);
    boolean doubtful = text.indexOf(REPLACEMENT) >= 0; // it stands for what is no UTF-8, or itself
    return doubtful && endOfUtf8(bytes) < bytes.remaining() ? null : text;
  }

  /** The first byte that is not UTF-8, from 0, or the number of bytes if all are. */
  public static int endOfUtf8(byte[] bytes) {
    return endOfUtf8(ByteBuffer.wrap(bytes));
  }

  private static int endOfUtf8(ByteBuffer bytes) {
    ByteBuffer in = bytes.slice();
    CharBuffer out = CharBuffer.allocate(in.remaining());
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    return result.isError() ? in.position() : bytes.remaining();
  }

  private static String lenient(ByteBuffer bytes) {
    if (!bytes.hasArray()) {
      return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
    int from = bytes.arrayOffset() + bytes.position();
    return new String(bytes.array(), from, bytes.remaining(), StandardCharsets.UTF_8);
  }

  /**
   * A text as a person may see it on a terminal: what is no visible character of its own, such as a
   * line feed, an escape, a sign that turns the direction of writing, or one of no width, is
   * written as JSON escapes it, and so is the backslash. Nothing of a record can then look like
   * another line of a report, or like another text.
   */
  public static String shown(String text) {
    if (text.codePoints().noneMatch(Text::isEscaped)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (isEscaped(c)) {
                escape(c, shown);
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  private static boolean isEscaped(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> c == '\\';
    };
  }

  private static void escape(int c, StringBuilder shown) {
    switch (c) {
      case '\\' -> shown.append("\\\\");
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      default -> {
        for (char unit : Character.toChars(c)) {
          shown.append("\\u");
          for (int shift = 12; shift >= 0; shift -= 4) {
            shown.append(Character.forDigit(unit >> shift & 0xF, 16));
          }
        }
      }
    }
  }
}
