package dev.tideline.io.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/**
 * Names of what runs write in a bucket, {@code 20260318T040102.117Z-1b4e28ba}: no two are the same,
 * and each says when it was made, so that what a killed run has left is known by its age.
 */
public final class RunName {

  private static final DateTimeFormatter MADE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSX").withZone(ZoneOffset.UTC);

  private static final int SALT = 8; // characters

  /** After that, no run is under way any more that has made a name. */
  private static final Duration LONGEST_RUN = Duration.ofDays(30);

  private RunName() {}

  /** One that nobody has. */
  public static String make() {
    return MADE.format(Instant.now()) + "-" + UUID.randomUUID().toString().substring(0, SALT);
  }

  /** Whether the run is over that has made a name; not if that is no name of a run's. */
  public static boolean isOfTheLongPast(String name) {
    try {
      Instant made = Instant.from(MADE.parse(name.substring(0, Math.max(name.indexOf('-'), 0))));
      return made.plus(LONGEST_RUN).isBefore(Instant.now());
    } catch (DateTimeParseException notOurs) {
      return false;
    }
  }
}
