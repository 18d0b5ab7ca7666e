package dev.tideline.demo.live;

import dev.tideline.ledger.Fate;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run's report says of its answer.
 *
 * @param digest SHA-256 of the sorted rows, in hex
 * @param rows how many there are
 * @param accounts what became of the records
 */
record RunAnswer(String digest, long rows, Accounts accounts) {

  private static final Pattern DIGEST =
      Pattern.compile("^DIGEST ([0-9a-f]{64}) rows=(\\d+)$", Pattern.MULTILINE);

  private static final Pattern LEDGER =
      Pattern.compile("^LEDGER read=(\\d+) (.*)$", Pattern.MULTILINE);

  /**
   * Looks for it in a report.
   *
   * @throws IOException if it is not there
   */
  static RunAnswer in(String report) throws IOException {
    Matcher digest = found(DIGEST, "DIGEST", report);
    Matcher ledger = found(LEDGER, "LEDGER", report);
    Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    for (Fate fate : Fate.values()) {
      String name = fate.name().toLowerCase(Locale.ROOT);
      Matcher count = found(Pattern.compile("\\b" + name + "=(\\d+)"), name, ledger.group(2));
      fates.put(fate, Long.parseLong(count.group(1)));
    }
    return new RunAnswer(
        digest.group(1),
        Long.parseLong(digest.group(2)),
        new Accounts(Long.parseLong(ledger.group(1)), fates));
  }

  private static Matcher found(Pattern pattern, String name, String text) throws IOException {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IOException("a run ended without saying " + name + ":\n" + text);
    }
    return found;
  }

  /** How it compares with another, in a few words. */
  String against(RunAnswer other) {
    if (digest.equals(other.digest)) {
      return equals(other) ? "equal" : "equal, not their FATES";
    }
    return "DIFFERENT";
  }
}
