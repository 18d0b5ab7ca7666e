package dev.tideline.pipelines.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.time.Duration;

/** Durations as people type them: {@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h}, {@code 2d}. */
public final class Durations {

  /** What a good one looks like, for messages. */
  public static final String FORM = "a duration like 500ms, 2s, 5m, 1h or 2d";

  private static final Pattern TYPED = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Durations() {}

  /**
   * How long something took, in ms, for people: {@code 4.1 s}, {@code 12 min 5 s}, {@code 3 d 4 h}.
   */
  public static String told(long millis) {
    if (millis < 10 * SECOND) {
      return String.format(Locale.ROOT, "%.1f s", millis / (double) SECOND);
    }
    if (millis < 2 * MINUTE) {
      return millis / SECOND + " s";
    }
    if (millis < 2 * HOUR) {
      return millis / MINUTE + " min " + millis % MINUTE / SECOND + " s";
    }
    if (millis < 2 * DAY) {
      return millis / HOUR + " h " + millis % HOUR / MINUTE + " min";
    }
    return millis / DAY + " d " + millis % DAY / HOUR + " h";
  }

  /** A time in ms as an option may have it: {@code 1h}, {@code 90s} as {@code 1m30s}. */
  public static String typed(long millis) {
    return java.time.Duration.ofMillis(millis).toString().substring(2).toLowerCase(Locale.ROOT);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Duration parse(String text) {
    Matcher typed = TYPED.matcher(text);
    if (!typed.matches()) {
      throw new IllegalArgumentException(text);
    }
    long number = Long.parseLong(typed.group(1));
    return switch (typed.group(2)) {
      case "ms" -> Duration.millis(number);
      case "s" -> Duration.standardSeconds(number);
      case "m" -> Duration.standardMinutes(number);
      case "h" -> Duration.standardHours(number);
      default -> Duration.standardDays(number);
    };
  }

  /**
   * Reads one that is not zero.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Duration parsePositive(String text) {
    Duration duration = parse(text);
    if (duration.getMillis() == 0) {
      throw new IllegalArgumentException(text);
    }
    return duration;
  }
}
