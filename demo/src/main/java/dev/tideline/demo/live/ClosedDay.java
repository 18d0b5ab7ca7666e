package dev.tideline.demo.live;

import dev.tideline.demo.process.Child;
import dev.tideline.demo.process.PipelineRuns;
import dev.tideline.demo.screen.Numbers;
import dev.tideline.pipelines.journal.JournalCsv;
import dev.tideline.pipelines.journal.Posting;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The business day when its books are closed: what was published of it, whether the bank agrees,
 * and what was posted to the general ledger.
 *
 * @param date the day
 * @param said what the run said of it, line by line
 * @param journal what its first version posts
 */
record ClosedDay(LocalDate date, List<String> said, List<Posting> journal) {

  private static final int LONGEST = 600; // seconds
  private static final int UNRECONCILED = 3; // exit status

  private static final String AGREES = "RECONCILED ";
  private static final String DIFFERS = "UNRECONCILED ";

  /** Closes it. */
  static ClosedDay close(PipelineRuns runs, LocalDate date, Path day, Path books)
      throws IOException, InterruptedException {
    Child run = runs.closing("daily-revenue", day, books, date.toString());
    int status = run.await(LONGEST);
    Path journal = books.resolve("days").resolve(date.toString()).resolve("v1/journal.csv");
    boolean published = Files.exists(journal); // a day may be withheld with the same status
    if (!published || (status != 0 && status != UNRECONCILED)) {
      throw new IOException(
          "%s of %s ended with status %d%s:%n%s"
              .formatted(
                  run.name(),
                  date,
                  status,
                  published ? "" : ", and has not published it",
                  run.lastWords()));
    }
    return new ClosedDay(date, run.out().lines().toList(), JournalCsv.read(journal));
  }

  /** What is said of it. */
  String text() throws IOException {
    return """

        The books of %s are closed, as what was ingested in time has them: version 1 is published.
        %s
        Its journal has %s postings, and %s:
        %s
        """
        .formatted(
            date,
            bank(),
            Numbers.whole(journal.size()),
            balanced() ? "debits equal credits" : "debits do NOT equal credits",
            sums());
  }

  private String bank() throws IOException {
    String verdict =
        said.stream()
            .filter(line -> line.startsWith(AGREES + date) || line.startsWith(DIFFERS + date))
            .findFirst()
            .orElseThrow(() -> new IOException("nothing was said of the bank: " + said));
    return verdict.startsWith(AGREES)
        ? "The bank agrees with it."
        : """
        The bank does not agree with all of it (%s): orders and payments that came too late or
        were broken are on one side only, until a correction counts them.\
        """
            .formatted(verdict.substring(verdict.indexOf(':') + 2));
  }

  private boolean balanced() {
    return byCurrency().values().stream().allMatch(sum -> sum.debits.compareTo(sum.credits) == 0);
  }

  private String sums() {
    return byCurrency().entrySet().stream()
        .map(
            sum ->
                "  %s  %s = %s"
                    .formatted(
                        sum.getKey(),
                        sum.getValue().debits.toPlainString(),
                        sum.getValue().credits.toPlainString()))
        .collect(Collectors.joining("\n"));
  }

  private record Sums(BigDecimal debits, BigDecimal credits) {
    Sums plus(Sums other) {
      return new Sums(debits.add(other.debits), credits.add(other.credits));
    }
  }

  private Map<String, Sums> byCurrency() {
    Map<String, Sums> byCurrency = new TreeMap<>();
    for (Posting posting : journal) {
      byCurrency.merge(posting.currency(), new Sums(posting.debit(), posting.credit()), Sums::plus);
    }
    return byCurrency;
  }
}
