package dev.tideline.pipelines.run;

import static java.util.stream.Collectors.toMap;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.days.RevenueMain;
import dev.tideline.pipelines.journal.JournalCsv;
import dev.tideline.pipelines.journal.Posting;
import dev.tideline.pipelines.run.Terminal.Ended;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The day that docs/closing.md tells, with the numbers it has there. */
class WorkedDayTest {

  private static final Path DATA = Path.of("..", "testdata", "worked-day");
  private static final Path PAGE = Path.of("..", "docs", "closing.md");

  private static final BigDecimal ZERO = new BigDecimal("0.0000");

  @TempDir private Path books;

  @Test
  void itsThreeVersionsAreThoseOfThePage() throws IOException {
    assertThat(
        publish("1"),
        contains("TOTAL lines=3 revenue=17.0000 refunds=3.0000 cost=9.5000 margin=4.5000 units=4"));
    assertThat(
        publish("2", "--correct", "--as-of", "2026-03-20T00:00:00Z"),
        contains(
            "TOTAL lines=4 revenue=22.0000 refunds=3.0000 cost=12.5000 margin=6.5000 units=5"));
    assertThat(
        publish("3", "--correct", "--as-of", "2026-03-24T00:00:00Z"),
        contains(
            "TOTAL lines=5 revenue=26.5000 refunds=3.0000 cost=14.5000 margin=9.0000 units=6"));

    assertThat(page(), hasItems(printed("diff")));
    itsJournalsAreThoseOfThePage();
  }

  @Test
  void whatWasLateOrRejectedIsToldInMoney() throws IOException {
    publish("1");
    assertThat(
        "the pears are not known of yet, what the cake costs can't be read",
        shownInMoney(),
        contains(
            "MONEY currency=EUR published=14.0000 unreconciled=0.0000 late=0.0000 rejected=0.0000 gross=14.0000",
            "UNPLACED unreadable=1 undated=0"));

    assertThat(
        "they are late for what stands",
        dated("2").out().lines().filter(WorkedDayTest::isInMoney).toList(),
        contains(
            "MONEY 2026-03-17 currency=EUR published=14.0000 unreconciled=0.0000 late=5.0000 rejected=0.0000 gross=19.0000",
            "UNPLACED unreadable=1 undated=0"));

    publish("2", "--correct", "--as-of", "2026-03-20T00:00:00Z");
    assertThat(
        "published, they are late no more",
        shownInMoney(),
        contains(
            "MONEY currency=EUR published=19.0000 unreconciled=0.0000 late=0.0000 rejected=0.0000 gross=19.0000",
            "UNPLACED unreadable=1 undated=0"));

    publish("3", "--correct", "--as-of", "2026-03-24T00:00:00Z");
    assertThat(
        shownInMoney(),
        contains(
            "MONEY currency=EUR published=23.5000 unreconciled=0.0000 late=0.0000 rejected=0.0000 gross=23.5000",
            "UNPLACED unreadable=0 undated=0"));
    assertThat(
        Stream.of(printed("versions")).map(line -> line.split(" +", 4)[2]).skip(1).toList(),
        contains("closed", "corrected", "corrected"));
  }

  private List<String> shownInMoney() {
    return Stream.of(printed("show")).filter(WorkedDayTest::isInMoney).toList();
  }

  private static boolean isInMoney(String line) {
    return line.startsWith("MONEY ") || line.startsWith("UNPLACED ");
  }

  private void itsJournalsAreThoseOfThePage() throws IOException {
    assertThat(page(), hasItems(printed("journal", "--number", "1")));
    assertThat(page(), hasItems(printed("journal", "--number", "2")));
    assertThat(page(), hasItems(printed("journal", "--number", "3")));

    List<Posting> first = journal(1);
    List<Posting> second = journal(2);
    List<Posting> third = journal(3);
    String entry = "2026-03-17/mitte/EUR/v";
    assertThat(byEntry(first), is(Map.of(entry + 1, ZERO)));
    assertThat(byEntry(second), is(Map.of(entry + "1/reversal", ZERO, entry + 2, ZERO)));
    assertThat(byEntry(third), is(Map.of(entry + "2/reversal", ZERO, entry + 3, ZERO)));
    assertThat(
        "version 2 takes back what version 1 posted",
        byAccount(all(List.of(first, of(second, entry + "1/reversal")))).values(),
        everyItem(is(ZERO)));
    assertThat(
        "all that was posted is what the last version posts",
        byAccount(all(List.of(first, second, third))),
        is(byAccount(of(third, entry + 3))));
  }

  private List<Posting> journal(int version) throws IOException {
    return JournalCsv.read(books.resolve("days/2026-03-17/v" + version + "/journal.csv"));
  }

  private static List<Posting> of(List<Posting> postings, String entry) {
    return postings.stream().filter(posting -> posting.entry().equals(entry)).toList();
  }

  private static List<Posting> all(List<List<Posting>> postings) {
    return postings.stream().flatMap(List::stream).toList();
  }

  private static Map<String, BigDecimal> byEntry(List<Posting> postings) {
    return sums(postings, Posting::entry);
  }

  private static Map<String, BigDecimal> byAccount(List<Posting> postings) {
    return sums(postings, Posting::account);
  }

  /** Debits less credits. */
  private static Map<String, BigDecimal> sums(
      List<Posting> postings, Function<Posting, String> key) {
    return postings.stream()
        .collect(toMap(key, each -> each.debit().subtract(each.credit()), BigDecimal::add));
  }

  private static List<String> page() throws IOException {
    return Files.readAllLines(PAGE).stream().map(String::strip).toList();
  }

  private List<String> publish(String input, String... more) {
    return dated(input, more).printed("TOTAL");
  }

  private Ended dated(String input, String... more) {
    List<String> all = new ArrayList<>(List.of("--date", "2026-03-17"));
    all.addAll(List.of("--input", DATA.resolve(input).toString(), "--output", books.toString()));
    all.addAll(List.of(more));
    Ended ended = Terminal.run(new DailyRevenueMain(), all.toArray(String[]::new));
    assertThat(ended.err(), ended.code(), is(0));
    return ended;
  }

  private String[] printed(String action, String... more) {
    List<String> all = new ArrayList<>(List.of(action, "--output", books.toString()));
    all.addAll(List.of("--date", "2026-03-17"));
    all.addAll(List.of(more));
    StringWriter out = new StringWriter();
    PrintWriter printed = new PrintWriter(out, true);
    Programs.run(new RevenueMain(), printed, printed, all.toArray(String[]::new));
    return out.toString().lines().map(String::strip).toArray(String[]::new);
  }
}
