package dev.tideline.pipelines.run;

import static java.util.stream.Collectors.toMap;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.stringContainsInOrder;

import dev.tideline.io.answer.AnswerJson;
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

/** The day that docs/worked-day.md tells: its commands print what the page says they do. */
class WorkedDayTest {

  private static final Path PAGE = Path.of("..", "docs", "worked-day.md");
  private static final String ENTRY = "2026-03-17/mitte/EUR/v";
  private static final BigDecimal ZERO = new BigDecimal("0.0000");

  @TempDir private Path books;

  @Test
  void thePageIsTrue() throws IOException {
    List<Integer> codes = new ArrayList<>();
    for (PageExample example : PageExample.of(PAGE)) {
      Ended ended = run(example.command());
      assertThat(
          String.join(" ", example.command()),
          ended.out(),
          stringContainsInOrder(example.printed()));
      if (example.command().get(0).equals("./scripts/run")) {
        codes.add(ended.code());
      }
    }

    assertThat("what does not agree, or is late, is told", codes, contains(3, 3, 3, 0));
    theTableIsThatOfTheVersions();
    theJournalsAddUp();
  }

  private void theTableIsThatOfTheVersions() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String column :
        List.of(
            "revenue",
            "refunds",
            "cost",
            "fees",
            "charged_back",
            "margin",
            "published",
            "unreconciled")) {
      rows.add(
          "| `%s` | %s | %s | %s |"
              .formatted(column, amount(1, column), amount(2, column), amount(3, column)));
    }
    assertThat(Files.readString(PAGE), containsString(String.join("\n", rows)));
  }

  /** Of the store's day in a version. */
  private BigDecimal amount(int version, String column) throws IOException {
    List<String> storeDays = Files.readAllLines(version(version).resolve("store-days.jsonl"));
    assertThat(storeDays, hasSize(1));
    return AnswerJson.parse(storeDays.get(0)).get(column).decimalValue().setScale(2);
  }

  private void theJournalsAddUp() throws IOException {
    List<Posting> first = journal(1);
    List<Posting> second = journal(2);
    List<Posting> third = journal(3);
    assertThat(byEntry(first), is(Map.of(ENTRY + 1, ZERO)));
    assertThat(byEntry(second), is(Map.of(ENTRY + "1/reversal", ZERO, ENTRY + 2, ZERO)));
    assertThat(byEntry(third), is(Map.of(ENTRY + "2/reversal", ZERO, ENTRY + 3, ZERO)));
    assertThat(
        "version 2 takes back what version 1 posted",
        byAccount(all(List.of(first, of(second, ENTRY + "1/reversal")))).values(),
        everyItem(is(ZERO)));
    assertThat(
        "all that was posted is what the last version posts",
        byAccount(all(List.of(first, second, third))),
        is(byAccount(of(third, ENTRY + 3))));
  }

  private Path version(int number) {
    return books.resolve("days/2026-03-17/v" + number);
  }

  private List<Posting> journal(int version) throws IOException {
    return JournalCsv.read(version(version).resolve("journal.csv"));
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

  /** Runs a command of the page as it stands there, but in books of its own. */
  private Ended run(List<String> command) {
    String[] arguments =
        command.stream()
            .skip(1)
            .map(word -> word.replace("/tmp/books", books.toString()))
            .map(word -> word.startsWith("testdata/") ? "../" + word : word)
            .toArray(String[]::new);
    if (command.get(0).equals("./scripts/revenue")) {
      StringWriter out = new StringWriter();
      PrintWriter printed = new PrintWriter(out, true);
      int code = Programs.run(new RevenueMain(), printed, printed, arguments);
      return new Ended(code, out.toString(), "");
    }
    assertThat(command.subList(0, 2), contains("./scripts/run", "daily-revenue"));
    return Terminal.run(
        new DailyRevenueMain(), Stream.of(arguments).skip(1).toArray(String[]::new));
  }
}
