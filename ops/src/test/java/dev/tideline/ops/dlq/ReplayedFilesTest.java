package dev.tideline.ops.dlq;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.run.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop of which some orders were rejected: they come back once what was wrong is mended. */
class ReplayedFilesTest {

  private static final String DAY = "2026-03-17";

  private static final String STORE =
      """
      {"store_id":"%s","name":"FreshMart","time_zone":"Europe/Berlin","currency":"EUR"}
      """;

  private static final String ORDER =
      """
      {"ingest_time":"2026-03-17T09:00:01.000Z","event_id":"%1$s","order_id":"o-%1$s",\
      "type":"PLACED","store_id":"%2$s","event_time":"2026-03-17T09:00:00.000Z",\
      "placed_at":"2026-03-17T09:00:00.000Z","currency":"EUR","till":"Größe 1",\
      "lines":[{"sku":"apple","category":"produce","quantity":1,"amount":%3$s,"cost":1.25}]}
      """;

  private static final String PAYMENT =
      """
      {"ingest_time":"2026-03-17T09:00:01.000Z","payment_id":"p1","order_id":"o1",\
      "card_number":"4111111111111111","store_id":"hamburg","gateway":"acme","amount":20.00,\
      "currency":"EUR","event_time":"2026-03-17T09:00:00.000Z"}
      """;

  private static final String OF_BERLIN = ORDER.formatted("e1", "berlin", "2.50");
  private static final String OF_HAMBURG = ORDER.formatted("e2", "hamburg", "3.5e0");
  private static final String BROKEN = ORDER.formatted("e3", "berlin", "\"4,50\"");

  @TempDir private Path home;
  private Path data;
  private Path back;
  private Path out;
  private Path books;

  @BeforeEach
  void hamburgIsNotYetAmongTheStores() throws IOException {
    data = home.resolve("data");
    back = data.resolve("orders").resolve("back");
    out = home.resolve("out");
    books = home.resolve("books");
    stores("berlin");
    orders("day.jsonl", OF_BERLIN + OF_HAMBURG);
  }

  private void stores(String... names) throws IOException {
    Files.createDirectories(data);
    StringBuilder lines = new StringBuilder();
    Stream.of(names).map(STORE::formatted).forEach(lines::append);
    Files.writeString(data.resolve("stores.jsonl"), lines);
  }

  private Path orders(String name, String lines) throws IOException {
    Path file = data.resolve("orders").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, lines);
  }

  private Terminal.Ended revenue(Path output, String... more) {
    List<String> all =
        new ArrayList<>(List.of("--input", data.toString(), "--output", output.toString()));
    all.addAll(List.of(more));
    return Terminal.run(new DailyRevenueMain(), all.toArray(String[]::new));
  }

  private List<String> rows(Path output) throws IOException {
    Terminal.Ended ended = revenue(output);
    assertThat(ended.err(), ended.code(), is(0));
    return Terminal.lines(output, "rows");
  }

  private record Said(int code, String out, String err) {}

  private static Said dlq(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Programs.run(
            new DlqMain(), new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Said(code, out.toString(), err.toString());
  }

  private Said of(String action, Path from, String... more) {
    List<String> all =
        new ArrayList<>(List.of(action, "--from", from.toString(), "--input", data.toString()));
    all.addAll(List.of(more));
    return dlq(all.toArray(String[]::new));
  }

  private Said replay(Path from) {
    return of("replay", from, "--to", back.toString());
  }

  private Path replayed() throws IOException {
    List<String> names = Terminal.names(back);
    assertThat(names, contains(matchesPattern("replayed-[0-9a-f]{16}\\.jsonl")));
    return back.resolve(names.get(0));
  }

  @Test
  void anOrderOfAnUnknownStoreCountsOnceWhenItIsKnown() throws IOException {
    assertThat(rows(out).toString(), not(containsString("hamburg")));
    assertThat(
        of("list", out).out(),
        containsString(
            "UNKNOWN_STORE  store_id        1           1  2026-03-17T09:00:01.000Z  2026-03-17T09:00:01.000Z"));
    stores("berlin", "hamburg");
    List<String> clean = rows(home.resolve("clean"));

    Said first = replay(out);
    assertThat(first.err(), first.code(), is(0));
    assertThat(
        first.out(), startsWith("REPLAYED records=1 before=0 not_replayable=0 file=" + back));
    String written = Files.readString(replayed());
    Said second = replay(out);
    assertThat(second.out(), is("REPLAYED records=0 before=1 not_replayable=0\n"));
    assertThat(Files.readString(replayed()), is(written));

    assertThat(rows(home.resolve("again")), is(clean));
    assertThat(clean.toString(), containsString("hamburg"));
    assertThat(
        "its two copies count once",
        Files.readString(home.resolve("again").resolve("ledger.json")),
        allOf(containsString("\"counted\":2"), containsString("\"duplicate\":1")));
  }

  @Test
  void whatWasReplayedOutlivesItsFile() throws IOException {
    Path till = orders("till.jsonl", OF_HAMBURG);
    orders("day.jsonl", OF_BERLIN);
    rows(out);
    stores("berlin", "hamburg");
    List<String> clean = rows(home.resolve("clean"));
    replay(out);
    Files.delete(till);

    assertThat(rows(home.resolve("again")), is(clean));
    assertThat(replay(out).out(), is("REPLAYED records=0 before=1 not_replayable=0\n"));
  }

  @Test
  void correctionsKnowThatARecordWasReplayed() throws IOException {
    orders("day.jsonl", OF_BERLIN + OF_HAMBURG + BROKEN);
    assertThat(revenue(books, "--date", DAY).code(), is(0));
    stores("berlin", "hamburg");
    assertThat(replay(books).out(), startsWith("REPLAYED records=2 "));
    Path file = replayed();
    Files.writeString(file, Files.readString(file).replace("\"4,50\"", "4.50"));

    Terminal.Ended corrected = revenue(books, "--date", DAY, "--correct");

    assertThat(corrected.err() + corrected.out(), corrected.code(), is(0));
    Path version = books.resolve("days").resolve(DAY).resolve("v2");
    assertThat(
        Files.readAllLines(version.resolve("corrections.jsonl")),
        containsInAnyOrder(
            allOf(containsString("\"event_id\":\"e2\""), containsString("\"STORES\"")),
            allOf(containsString("\"event_id\":\"e3\""), containsString("\"REPAIRED\""))));
    assertThat(
        Files.readString(version.resolve("changes.jsonl")), not(containsString("\"OTHER\"")));
    assertThat(replay(books).out(), is("REPLAYED records=0 before=2 not_replayable=0\n"));
    assertThat(revenue(books, "--date", DAY, "--correct").out(), containsString("unchanged"));
  }

  @Test
  void whatCantBeReplayedSaysWhy() throws IOException {
    orders("gone.jsonl", OF_HAMBURG);
    orders("moved.jsonl", OF_HAMBURG);
    orders("cut.jsonl", OF_BERLIN + OF_HAMBURG);
    orders("day.jsonl", "{\"event_id\":\"e4\"\n");
    rows(out);
    Files.delete(data.resolve("orders").resolve("gone.jsonl"));
    orders("moved.jsonl", OF_BERLIN.replace("09:00:01", "09:00:02"));
    orders("cut.jsonl", OF_BERLIN.replace("berlin", "b"));

    String all = of("show", out).out();

    assertThat(all, containsString("can't be replayed: its file is gone: orders/gone.jsonl"));
    assertThat(all, containsString("can't be replayed: another record stands there now"));
    assertThat(all, containsString("can't be replayed: no line begins there any more"));
    assertThat(all, containsString("can't be replayed: it is not one JSON object"));
    assertThat(of("show", out, "--limit", "1").out().lines().count(), is(2L));
    assertThat(
        of("show", out, "--reason", "NOT_JSON").out().lines().toList(),
        contains(startsWith("place"), startsWith("orders/day.jsonl@0")));
    assertThat(replay(out).out(), startsWith("REPLAYED records=0 before=0 not_replayable=4\n"));
  }

  @Test
  void noCopyIsMadeOfACardNumber() throws IOException {
    Path key = Files.writeString(home.resolve("card.key"), "for these tests only");
    Files.createDirectories(data.resolve("payments"));
    Files.writeString(data.resolve("payments").resolve("day.jsonl"), PAYMENT);
    Terminal.Ended ended =
        Terminal.run(
            new FraudVelocityMain(),
            "--input",
            data.toString(),
            "--output",
            out.toString(),
            "--card-key",
            key.toString());
    assertThat(ended.err(), ended.code(), is(0));

    assertThat(
        replay(out).out().lines().toList(),
        hasItem(containsString("it has a card number, of which no copy is made")));
    assertThat(Files.exists(back), is(false));
  }

  @Test
  void aReplayThatWasKilledIsCompleted() throws IOException {
    rows(out);
    stores("berlin", "hamburg");
    List<String> clean = rows(home.resolve("clean"));
    replay(out);
    Path whole = replayed();
    String lines = Files.readString(whole);
    Path begun = whole.resolveSibling("." + whole.getFileName() + ".tmp");
    Files.delete(whole);
    Files.writeString(begun, lines.substring(0, lines.length() / 2));

    assertThat("what was begun is not read", rows(home.resolve("between")), is(clean));
    assertThat(replay(out).out(), startsWith("REPLAYED records=1 before=0 "));
    assertThat(Files.readString(replayed()), is(lines));
  }

  @Test
  void whatIsWrongIsSaid() throws IOException {
    rows(out);

    Said nowhere = of("list", data);
    assertThat(nowhere.code(), is(2));
    assertThat(nowhere.err(), containsString("--from " + data + " has no rejects"));

    Said unread = dlq("list", "--from", out.toString(), "--input", data + "x");
    assertThat(unread.code(), is(2));
    assertThat(unread.err(), startsWith(data + "x: no such file or directory\n"));

    Said all = dlq("replay", "--from", out.toString(), "--reason", "UNKNOWN");
    assertThat(all.code(), is(2));
    assertThat(all.err(), containsString("--input PATH is missing"));
    assertThat(all.err(), containsString("--to DIR is missing"));
    assertThat(all.err(), containsString("--reason UNKNOWN is none; there are NOT_UTF8, "));

    assertThat(dlq("mend", "--topic", "t").err(), containsString("go together"));
    assertThat(dlq("list").err(), containsString("where are the dead letters?"));

    Path rejects = out.resolve("rejects");
    Path part = rejects.resolve(Terminal.names(rejects).get(0));
    Files.writeString(part, "{\"reason\":\"UNKNOWN_STO", StandardOpenOption.APPEND);
    Said damaged = replay(out);
    assertThat(damaged.code(), is(1));
    assertThat(
        damaged.err(), is(rejects + " can't be read: it is no rejected record of this release\n"));
    assertThat(Files.exists(back), is(false));
  }
}
