package dev.tideline.pipelines.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.time.Duration;

/** Durations as people type them: {@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h}, {@code 2d}. */
public final class Durations {

  /** What a good one looks like, for messages. */
  public static final String FORM = "a duration like 500ms, 2s, 5m, 1h or 2d";

  private static final Pattern TYPED = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private Durations() {}

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
