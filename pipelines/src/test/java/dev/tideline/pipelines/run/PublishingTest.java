package dev.tideline.pipelines.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.hamcrest.Matchers.stringContainsInOrder;

import dev.tideline.money.Amount;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.run.Terminal.Ended;
import dev.tideline.records.RecordLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer appears whole or not at all, and replaces an earlier one as a whole. */
class PublishingTest {

  private static final long TIME = 1_773_738_000_000L; // 2026-03-17T09:00Z

  @TempDir private Path home;
  private OneStore shop;
  private Path answer;

  @BeforeEach
  void openTheShop() throws IOException {
    shop = OneStore.in(home.resolve("shop"));
    answer = home.resolve("answer");
  }

  @Test
  void theSecondAnswerReplacesTheFirstAsAWhole() throws IOException {
    shop.orders("part.jsonl", OneStore.order("e1"), OneStore.order("e2"));
    run("--parquet");
    Path stale = Files.writeString(answer.resolve("rows/part-00007-of-00008.jsonl"), "stale\n");

    shop.orders("part.jsonl", OneStore.order("e1"));
    Ended ended = run();

    assertThat(ended.printed("LEDGER"), contains(containsString(" counted=1 ")));
    assertThat(Terminal.lines(answer, "rows"), contains(containsString("\"orders\":1,")));
    assertThat(Files.exists(stale), is(false));
    assertThat(
        Terminal.names(answer),
        contains(
            "coverage",
            "ledger",
            "ledger.json",
            "rejects",
            "report.json",
            "reused-ids",
            "rows",
            "run.json",
            "too-late",
            "written.json"));
    assertThat(Terminal.names(home), contains("answer", "shop"));
  }

  @Test
  void aRunThatFailsInTheMiddleLeavesTheEarlierAnswer() throws IOException {
    shop.orders("part.jsonl", OneStore.order("e1"));
    run();
    SortedMap<String, String> earlier = Terminal.contents(answer);
    Files.delete(shop.folder().resolve("orders/part.jsonl"));
    shop.archive("good.parquet", orders(100));
    Path bad = shop.archive("part.parquet", orders(20_000));
    byte[] bytes = Files.readAllBytes(bad);
    for (int at = bytes.length / 4; at < bytes.length / 2; at++) {
      bytes[at] ^= 0x55;
    }
    Files.write(bad, bytes);

    Ended ended = run();

    assertThat(ended.code(), is(1));
    assertThat(
        ended.err().lines().toList(),
        contains(
            is("daily-revenue: archive: 2 files by columns"),
            is("daily-revenue: running on DirectRunner"),
            startsWith("daily-revenue: failed: " + bad + ", row group 0 can't be read: "),
            is("No answer was written; an earlier one is as it was.")));
    assertThat(ended.out(), is(""));
    assertThat(Terminal.contents(answer), is(earlier));
    assertThat("nothing hidden is left", Terminal.names(home), contains("answer", "shop"));
  }

  @Test
  void aTotalBeyondALongIsToldToTheLastDigit() throws IOException {
    OrderLine largest = new OrderLine("yacht", "boats", 1, Amount.LARGEST, 0);
    List<OrderLine> lines = Collections.nCopies(100_000, largest);
    shop.archive("part.parquet", IntStream.range(0, 10).mapToObj(i -> order(i, lines)).toList());

    Ended ended = run();

    assertThat(ended.err(), ended.code(), is(0));
    assertThat(ended.printed("TOTAL"), contains(containsString(" revenue=1000000000000000.0000 ")));
  }

  @Test
  void belowAFileNothingCanBeWritten() throws IOException {
    shop.orders("part.jsonl", OneStore.order("e1"));
    Path file = Files.writeString(home.resolve("file"), "mine");
    answer = file.resolve("answer");

    Ended ended = run();

    assertThat(ended.code(), is(2));
    assertThat(
        ended.mistakes(),
        contains(stringContainsInOrder("--output " + answer, "it can't be written")));
    assertThat(Files.readString(file), is("mine"));
  }

  @Test
  void aDirectoryThatIsNoAnswerIsLeftAlone() throws IOException {
    shop.orders("part.jsonl", OneStore.order("e1"));
    Files.createDirectories(answer);
    Files.writeString(answer.resolve("thesis.txt"), "years of work");

    Ended ended = run();

    assertThat(ended.code(), is(2));
    assertThat(ended.mistakes(), hasSize(1));
    assertThat(ended.mistakes().get(0), containsString("it holds thesis.txt"));
    assertThat(Files.readString(answer.resolve("thesis.txt")), is("years of work"));
  }

  @Test
  void anEmptyFileGivesAnEmptyAnswer() throws IOException {
    shop.orders("part.jsonl");

    Ended ended = run("--parquet");

    assertThat(ended.err(), ended.code(), is(0));
    assertThat(
        ended.printed("LEDGER"),
        contains(
            "LEDGER read=0 counted=0 duplicate=0 too_late=0 rejected=0 out_of_scope=0 BALANCED"));
    assertThat(Terminal.lines(answer, "rows"), is(List.of()));
    assertThat(ended.out(), not(containsString("business_day")));
  }

  private Ended run(String... more) {
    List<String> words = new ArrayList<>(List.of(more));
    words.addAll(List.of("--input", shop.toString(), "--output", answer.toString()));
    return Terminal.run(new DailyRevenueMain(), words.toArray(String[]::new));
  }

  private static List<OrderEvent> orders(int count) {
    OrderLine apple = new OrderLine("apple", "produce", 1, 25_000, 12_500);
    return IntStream.range(0, count).mapToObj(i -> order(i, List.of(apple))).toList();
  }

  private static OrderEvent order(int i, List<OrderLine> lines) {
    return new OrderEvent(
        "e" + i,
        "o" + i,
        OrderType.PLACED,
        "berlin",
        TIME + i,
        TIME + i,
        "EUR",
        lines,
        TIME + i,
        0,
        RecordLocation.inFile("", i));
  }
}
