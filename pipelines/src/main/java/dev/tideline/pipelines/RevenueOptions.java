package dev.tideline.pipelines;

import dev.tideline.io.storage.Storage;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.days.DatedRun;
import dev.tideline.pipelines.options.Input;
import dev.tideline.pipelines.options.RunMode;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.reconciliation.BankInputs;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
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

  @Option(
      names = "--date",
      paramLabel = "DAY[..DAY]",
      description =
          "Publish these business days in --output, each as one more version of it, unless the"
              + " one there is has the same rows: what was ingested by the close of each store's"
              + " books, or up to --as-of.")
  private String date;

  @Option(
      names = "--correct",
      description =
          "With --date: publish what was ingested up to now (or --as-of) over what stands, with"
              + " what it changes, and by which events.")
  private boolean correct;

  @Option(
      names = "--accept-unexplained",
      description =
          "With --correct: publish it though no event that is known explains all that differs.")
  private boolean acceptUnexplained;

  @Option(
      names = "--quality",
      paramLabel = "FILE",
      description = "With --date: rules that a day must keep to be published, as JSON.")
  private String quality;

  @Option(
      names = "--accounts",
      paramLabel = "FILE",
      description =
          "With --date: the accounts of the general ledger that its journal is posted to, as JSON"
              + " (default: usual ones).")
  private String accounts;

  @Mixin private BankOptions bank;

  @Option(
      names = "--deadline",
      paramLabel = "HH:MM",
      description =
          "With --date: by when the last day is to be published, by the clock of the store that"
              + " closes its books last (default 07:00).")
  private String deadline;

  @Option(
      names = "--fail-late",
      description = "With --date: exit with 1 if that is missed, though all is published.")
  private boolean failLate;

  /**
   * Business days.
   *
   * @param first the first of them, or null for no first
   * @param last the last of them, or null for no last
   */
  record Days(LocalDate first, LocalDate last) {
    /** No event may claim to be of another: see {@link dev.tideline.store.BusinessDays}. */
    private static final int FIRST_YEAR = 1990;

    private static final int LAST_YEAR = 2099;

    static Days parse(String text) {
      String[] ends = text.split("\\.\\.", -1);
      Days days = new Days(LocalDate.parse(ends[0]), LocalDate.parse(ends[ends.length - 1]));
      boolean plausible = days.first.getYear() >= FIRST_YEAR && days.last.getYear() <= LAST_YEAR;
      if (ends.length > 2 || days.last.isBefore(days.first) || !plausible) {
        throw new IllegalArgumentException(text);
      }
      return days;
    }
  }

  /** A run that publishes days, or null if none is asked for; what is wrong with it is noted. */
  DatedRun dated(RunSettings run, Mistakes mistakes) {
    if (date == null) {
      bank.requireNone(mistakes);
      List<String> given = publishing();
      if (!given.isEmpty()) {
        mistakes.add(
            "%s without --date DAY: which day is to be published?"
                .formatted(String.join(", ", given)));
      }
      return null;
    }
    if (from != null || to != null) {
      mistakes.add("--date, and --from or --to, both say which days: give --date FIRST..LAST");
    }
    if (!(run.mode() instanceof RunMode.Batch)) {
      mistakes.add("--date is for bounded runs: --mode batch without --every");
    }
    Days days =
        mistakes.parse(
            "--date",
            date,
            "a day from 1990 to 2099, or two as 1997-01-01..1997-12-31",
            Days::parse);
    if (days == null || run.output() == null) { // then nothing is run
      days = new Days(LocalDate.EPOCH, LocalDate.EPOCH);
    }
    LocalTime due =
        mistakes.parse(
            "--deadline",
            deadline == null ? "07:00" : deadline,
            "a time like 07:00",
            LocalTime::parse);
    Path rules = mistakes.parse("--quality", quality, "a file", Storage::path);
    Path ledger = mistakes.parse("--accounts", accounts, "a file", Storage::path);
    BankInputs reconciledWith = bank.inputs(run, mistakes);
    Long asOf = run.asOf();
    if (run.atClose() && correct) {
      mistakes.add("--as-of close is what --correct goes beyond: give a time, or leave it out");
    }
    if (asOf == null && correct) {
      asOf = System.currentTimeMillis();
    }
    DatedRun.Request request =
        new DatedRun.Request(
            days.first,
            days.last,
            asOf,
            correct,
            acceptUnexplained,
            due,
            failLate,
            rules,
            ledger,
            reconciledWith);
    String input =
        run.mode() instanceof RunMode.Batch batch && batch.input() instanceof Input.Files of
            ? of.path()
            : null;
    return DatedRun.of(request, run.output(), input, mistakes);
  }

  /** The options about publishing that are given. */
  private List<String> publishing() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--correct", correct);
    given.put("--accept-unexplained", acceptUnexplained);
    given.put("--quality", quality != null);
    given.put("--accounts", accounts != null);
    given.put("--deadline", deadline != null);
    given.put("--fail-late", failLate);
    given.values().removeIf(each -> !each);
    return List.copyOf(given.keySet());
  }

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
