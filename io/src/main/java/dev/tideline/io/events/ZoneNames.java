package dev.tideline.io.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The names of time zones that a file may use: those of the tz database, which the JDK comes with,
 * as they are written there, and fixed offsets, such as {@code +05:30} or {@code Z}.
 *
 * <p>Not those of {@code SystemV/}, which newer JDKs no longer have, nor abbreviations: {@code IST}
 * is three zones, and {@code EST} has clocks that never change, which is seldom meant.
 */
final class ZoneNames {

  private static final Pattern OFFSET = Pattern.compile("Z|(UTC|GMT|UT)?[+-]\\d{1,2}(:\\d\\d)?");
  private static final String GONE = "SystemV/";
  private static final String HINTS = "zone-hints.txt";

  private ZoneNames() {}

  /** The zone of that name, if it is one. */
  static Optional<ZoneId> find(String name) {
    boolean known = ZoneId.getAvailableZoneIds().contains(name) && !name.startsWith(GONE);
    if ((!known || Hints.ALL.containsKey(name)) && !OFFSET.matcher(name).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException offsetTooLarge) {
      return Optional.empty();
    }
  }

  /** What is wrong with a name that is no zone, and which may be meant. */
  static String problem(String name) {
    List<String> meant = Hints.ALL.getOrDefault(name.strip(), List.of());
    if (meant.size() > 1) {
      return "is an abbreviation that may mean %s: name one of them"
          .formatted(String.join(" or ", meant));
    }
    String none = "is no time zone of the tz database";
    Optional<String> near = meant.isEmpty() ? nearest(name) : Optional.of(meant.get(0));
    return near.map(zone -> none + ": did you mean " + zone + "?")
        .orElse(none + ", such as Europe/Berlin");
  }

  /** The name that takes the fewest changes of letters; none if that is no typing mistake. */
  private static Optional<String> nearest(String name) {
    String typed = name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    int most = Math.max(1, typed.length() / 3);
    return ZoneId.getAvailableZoneIds().stream()
        .filter(zone -> find(zone).isPresent())
        .filter(zone -> distance(typed, zone) <= most)
        .min(
            Comparator.<String>comparingInt(zone -> distance(typed, zone))
                .thenComparing(String::length)
                .thenComparing(Comparator.naturalOrder()));
  }

  /** From the whole name, or from its last part: many write the city only. */
  private static int distance(String typed, String zone) {
    String name = zone.toLowerCase(Locale.ROOT);
    int slash = name.lastIndexOf('/');
    return Math.min(levenshtein(typed, name), levenshtein(typed, name.substring(slash + 1)));
  }

  private static int levenshtein(String one, String two) {
    int[] row = new int[two.length() + 1];
    for (int j = 0; j <= two.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= two.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[two.length()];
  }

  /** Names that are none, read when first asked for. */
  private static final class Hints {
    static final Map<String, List<String>> ALL = read();

    private static Map<String, List<String>> read() {
      Map<String, List<String>> hints = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      try (InputStream in = ZoneNames.class.getResourceAsStream(HINTS)) {
        for (String line : new String(in.readAllBytes(), UTF_8).split("\n", -1)) {
          int equals = line.indexOf('=');
          if (!line.startsWith("#") && equals > 0) {
            hints.put(line.substring(0, equals), List.of(line.substring(equals + 1).split(", ")));
          }
        }
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable); // it comes with the class
      }
      return hints;
    }
  }
}
