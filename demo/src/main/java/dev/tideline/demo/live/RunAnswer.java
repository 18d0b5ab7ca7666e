package dev.tideline.demo.live;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run's report says of its answer.
 *
 * @param digest SHA-256 of the sorted rows, in hex
 * @param rows how many there are
 */
record RunAnswer(String digest, long rows) {

  private static final Pattern DIGEST =
      Pattern.compile("^DIGEST ([0-9a-f]{64}) rows=(\\d+)$", Pattern.MULTILINE);

  /**
   * Looks for it in a report.
   *
   * @throws IOException if it is not there
   */
  static RunAnswer in(String report) throws IOException {
    Matcher line = DIGEST.matcher(report);
    if (!line.find()) {
      throw new IOException("a run ended without a DIGEST line:\n" + report);
    }
    return new RunAnswer(line.group(1), Long.parseLong(line.group(2)));
  }
}
