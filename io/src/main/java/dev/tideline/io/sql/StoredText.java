package dev.tideline.io.sql;

/**
 * Text as a database can hold it. PostgreSQL has no U+0000, which an id in an event may hold all
 * the same, so it is stored as {@code \0}, and a backslash as two.
 */
public final class StoredText {

  private StoredText() {}

  /** The form in which a text is stored; nearly always the text itself. */
  public static String of(String text) {
    return text.indexOf('\\') < 0 && text.indexOf('\0') < 0
        ? text
        : text.replace("\\", "\\\\").replace("\0", "\\0");
  }

  /** The text that was stored. */
  public static String read(String stored) {
    if (stored.indexOf('\\') < 0) {
      return stored;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < stored.length(); i++) {
      char c = stored.charAt(i);
      if (c == '\\') {
        i++;
        text.append(stored.charAt(i) == '0' ? '\0' : '\\');
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
