package dev.tideline.pipelines;

import dev.tideline.pipelines.cli.Mistakes;
import java.time.LocalDate;
import picocli.CommandLine.Option;

/** The options that say which business days are asked about, as typed. */
final class RevenueOptions {

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "The first business day, such as 1997-01-01 (default: the first there is).")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "DAY",
      description = "The last business day, such as 1997-12-31 (default: the last there is).")
  private String to;

  /**
   * Business days.
   *
   * @param first the first of them, or null for no first
   * @param last the last of them, or null for no last
   */
  record Days(LocalDate first, LocalDate last) {}

  /** The days; one that can't be read is null, and noted. */
  Days check(Mistakes mistakes) {
    LocalDate first = mistakes.parse("--from", from, "a day like 1997-01-01", LocalDate::parse);
    LocalDate last = mistakes.parse("--to", to, "a day like 1997-12-31", LocalDate::parse);
    if (first != null && last != null && last.isBefore(first)) {
      mistakes.add("--to " + to + " is before --from " + from);
    }
    return new Days(first, last);
  }
}
