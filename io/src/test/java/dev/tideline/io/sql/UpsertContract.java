package dev.tideline.io.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.event.OtherCopy;
import dev.tideline.io.answer.Answer;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.answer.HistoryTable;
import dev.tideline.io.answer.LedgerTables;
import dev.tideline.io.answer.StoredAnswer;
import dev.tideline.io.answer.StoredHistory;
import dev.tideline.io.sort.RowDigest;
import dev.tideline.json.Timestamps;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.ledger.TooLateEvent;
import dev.tideline.money.Unposted;
import dev.tideline.records.Payload;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import dev.tideline.records.RejectReason;
import dev.tideline.row.RowFormat;
import dev.tideline.sum.Total;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a table must do, whatever the database. */
abstract class UpsertContract {

  static final Duration PATIENCE = Duration.standardMinutes(30);
  private static final long MINUTE = 1_773_738_000_000L; // 2026-03-17T09:00Z

  /** A database that holds no tables. */
  abstract Database database() throws Exception;

  Database database;

  @BeforeEach
  void anEmptyDatabase() throws Exception {
    database = database();
    database.check(List.of(Measure.TABLE), PATIENCE);
  }

  @Test
  void theNewestRowOfEachKeyStaysInWhateverOrderTheyCome() throws Exception {
    long seed = System.nanoTime();
    List<Measure> rows = Measure.shuffled(50, 10, new Random(seed));

    for (int from = 0; from < rows.size(); from += 7) {
      writeBundle(rows.subList(from, Math.min(from + 7, rows.size())));
    }

    assertThat("seed " + seed, stored(), is(Measure.newest(rows)));
  }

  @Test
  void ofTwoRowsInOneBundleTheOlderIsNotWritten() throws Exception {
    writeBundle(List.of(Measure.of("a", 2), Measure.of("a", 3), Measure.of("a", 1)));

    assertThat(stored(), contains(Measure.FORMAT.toJson(Measure.of("a", 3))));
  }

  @Test
  void aBundleThatBreaksOffIsWrittenAgain() throws Exception {
    List<Measure> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      rows.add(Measure.of("n" + i % 3_000, i));
    }
    UpsertFn broken = fn();
    broken.setup();
    broken.startBundle();
    for (Measure row : rows.subList(0, 3_500)) {
      broken.processElement(tagged(row)); // by now some are written, some are not
    }
    broken.teardown();
    assertThat(stored().isEmpty(), is(false));

    writeBundle(rows);

    assertThat(stored(), is(Measure.newest(rows)));
  }

  @Test
  void twoWritersOfTheSameRowsDontHurtEachOther() throws Exception {
    long seed = System.nanoTime();
    List<Measure> rows = Measure.shuffled(200, 5, new Random(seed));
    ExecutorService writers = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int writer = 0; writer < 2; writer++) {
        List<Measure> some = rows.subList(writer * rows.size() / 3, (writer + 2) * rows.size() / 3);
        done.add(
            writers.submit(
                () -> {
                  for (int from = 0; from < some.size(); from += 50) {
                    writeBundle(some.subList(from, Math.min(from + 50, some.size())));
                  }
                  return null;
                }));
      }
      for (Future<?> writer : done) {
        writer.get();
      }
    } finally {
      writers.shutdownNow();
    }

    assertThat("seed " + seed, stored(), is(Measure.newest(rows)));
  }

  @Test
  void everyTextAndEveryNumberComesBackAsItWas() throws Exception {
    List<Measure> rows = new ArrayList<>();
    for (String name :
        List.of(
            "K\u00e4se \ud83c\udf3f \uff21",
            "'; DROP TABLE measures; --",
            "\"quoted\" \\ back\\\\slash \\0",
            "nul \0 and \\\0",
            "line\r\nfeed\ttab \u007f \u0001",
            " ",
            "x".repeat(200_000))) {
      rows.add(Measure.of(name, rows.size()));
    }
    rows.add(new Measure("most", 0, Long.MAX_VALUE, 0));
    rows.add(new Measure("least", 0, Long.MIN_VALUE, 0));

    writeBundle(rows);

    assertThat(stored(), is(Measure.newest(rows)));
  }

  @Test
  void aPipelineFillsTheTable() throws Exception {
    List<Measure> rows = Measure.shuffled(30, 4, new Random(1));
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    PCollection<Measure> all = pipeline.apply("Rows", Create.of(rows).withCoder(Measure.CODER));
    Upsert.into(database, List.of(new TableRows<>(all, Measure.TABLE)), PATIENCE);

    pipeline.run().waitUntilFinish();

    assertThat(stored(), is(Measure.newest(rows)));
  }

  @Test
  void theHistoryKeepsEachVersionAsItWasFirstShown() throws Exception {
    long begin = System.currentTimeMillis();
    SqlTable<KV<String, Measure>> history = HistoryTable.of(Measure.FORMAT);
    List<KV<String, Measure>> shown =
        List.of(
            KV.of("EARLY", Measure.of("a", 1)),
            KV.of("EARLY", Measure.of("a", 2)),
            KV.of("ON_TIME", Measure.of("a", 2)),
            KV.of("LATE", Measure.of("a", 10)),
            KV.of("ON_TIME", Measure.of("b\0", 1)));
    write(history, shown);
    List<String> first = texts("SELECT * FROM measures_history ORDER BY 1, 8, 9");
    long end = System.currentTimeMillis();
    Thread.sleep(5); // or nothing would tell when it was written

    write(history, shown); // a bundle that is tried again
    write(history, List.of(KV.of("ON_TIME", new Measure("a", 20_529, 99, 2)))); // a restart

    assertThat(texts("SELECT * FROM measures_history ORDER BY 1, 8, 9"), is(first));
    assertThat(
        texts("SELECT name, version, timing, value FROM measures_history ORDER BY 1, 2, 3"),
        contains(
            "a, 1, EARLY, 7",
            "a, 2, EARLY, 14",
            "a, 2, ON_TIME, 14",
            "a, 10, LATE, 70",
            "b\\0, 1, ON_TIME, 7"));
    for (String time : texts("SELECT shown_at FROM measures_history")) {
      long shownAt = Timestamps.parse(time);
      assertThat(time, shownAt, is(both(greaterThanOrEqualTo(begin)).and(lessThanOrEqualTo(end))));
    }
  }

  @Test
  void theHistoryIsReadRowByRowInTheOrderInWhichItWasShown() throws Exception {
    StoredHistory stored = new StoredHistory(database);
    assertThat(stored.read(Measure.FORMAT, Versions::new).isPresent(), is(false));
    SqlTable<KV<String, Measure>> history = HistoryTable.of(Measure.FORMAT);
    write(history, List.of(KV.of("EARLY", Measure.of("a", 9)), KV.of("EARLY", Measure.of("b", 3))));
    Thread.sleep(5);
    write(history, List.of(KV.of("LATE", Measure.of("a", 10)), KV.of("EARLY", Measure.of("a", 2))));

    Versions read = stored.read(Measure.FORMAT, Versions::new).orElseThrow();

    assertThat(
        read.lines,
        contains(
            "9 EARLY [63, 9223372036854775870, 63], 2 EARLY [14, 9223372036854775821, 14],"
                + " 10 LATE [70, 9223372036854775877, 70]",
            "3 EARLY [21, 9223372036854775828, 21]"));
  }

  private static final class Versions implements StoredHistory.Reader {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void row(String currency, List<StoredHistory.Version> published) {
      lines.add(
          published.stream()
              .map(each -> each.version() + " " + each.timing() + " " + each.measures())
              .collect(joining(", ")));
    }
  }

  @Test
  void theAccountOfAllRecordsComesBackAsItWas() throws Exception {
    LedgerEntry before = new LedgerEntry(3, 3, 0, 0, 0, Map.of());
    LedgerEntry after = new LedgerEntry(7, 3, 1, 1, 0, Map.of(RejectReason.NOT_JSON, 2L));
    TooLateEvent late =
        new TooLateEvent(
            RecordLocation.inTopic("orders.v1", 1, 7),
            new Unposted("e1", "berlin", MINUTE, "EUR", Total.of(25_000), false),
            MINUTE + 5,
            OtherCopy.NOT_COUNTED,
            "{\"a\":\"\\\"\"}");
    TooLateEvent inFile =
        new TooLateEvent(
            RecordLocation.inFile("o\0.parquet", 7),
            new Unposted(null, "b\0", MINUTE, "EUR", Total.of(-1), true),
            MINUTE + 5,
            OtherCopy.UNKNOWN,
            "");
    Reject reject =
        new Reject(
            RejectReason.NOT_UTF8,
            "at byte 1",
            "",
            RecordLocation.inTopic("orders.v1", 0, 9),
            Long.MIN_VALUE,
            new Payload("", 3));
    write(LedgerTables.ledger("p"), List.of(KV.of(MINUTE, after)));
    write(LedgerTables.ledger("p"), List.of(KV.of(MINUTE, before), KV.of(0L, LedgerEntry.ZERO)));
    write(LedgerTables.ledger("other"), List.of(KV.of(MINUTE, before)));
    write(LedgerTables.tooLate("p"), List.of(late, inFile));
    write(LedgerTables.rejects("p"), List.of(reject, reject));
    writeBundle(List.of(Measure.of("b", 1), Measure.of("a", 1)));

    StoredAnswer stored = new StoredAnswer(database, "p");

    assertThat(stored.ledger(), is(Map.of(0L, LedgerEntry.ZERO, MINUTE, after)));
    assertThat(stored.tooLate(), contains(AnswerJson.of(inFile), AnswerJson.of(late)));
    assertThat(stored.rejects(), contains(AnswerJson.of(reject)));
    Answer answer = Answer.read(stored, Measure.FORMAT);
    assertThat(answer.total(), is(after));
    assertThat(
        answer.rows(),
        contains(
            Measure.FORMAT.toJson(Measure.of("a", 1)), Measure.FORMAT.toJson(Measure.of("b", 1))));
  }

  /** In the order of no collation: quotes are escaped, numbers are text, and case counts. */
  @Test
  void rowsAreReadInTheOrderOfTheirBytes() throws Exception {
    List<Measure> rows = new ArrayList<>();
    for (String name :
        List.of(
            "a",
            "A",
            "a!",
            "a\"",
            "B",
            "b-a",
            "ba",
            "\u00fc",
            "\uff21",
            "\ud83c\udf3f",
            " ",
            "10",
            "9")) {
      rows.add(Measure.of(name, 1));
    }
    writeBundle(rows);

    List<byte[]> expected = new ArrayList<>();
    rows.forEach(row -> expected.add(Measure.FORMAT.toJson(row).getBytes(UTF_8)));
    expected.sort(Arrays::compareUnsigned);
    assertThat(
        new StoredAnswer(database, "").rows(Measure.FORMAT),
        is(expected.stream().map(bytes -> new String(bytes, UTF_8)).toList()));
  }

  @Test
  void aTableLargerThanMemoryIsReadToo() throws Exception {
    List<String> texts = new ArrayList<>();
    long bytes = 0;
    while (bytes < 2 * SmallTableReader.BYTES) {
      List<Measure> some = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        int number = texts.size() * 7919 % 1_000_003; // far from any order
        some.add(Measure.of(number + "x".repeat(2_000), 1));
        texts.add(Measure.FORMAT.toJson(some.get(i)));
        bytes += texts.get(texts.size() - 1).length();
      }
      writeBundle(some);
    }
    texts.sort(Comparator.naturalOrder()); // all of it is ASCII

    RowDigest expected = new RowDigest();
    texts.forEach(expected::add);
    assertThat(SmallTableReader.digestOf(database), is(expected.hex() + " " + texts.size()));
  }

  @Test
  void aRowIsFoundByItsKey() throws Exception {
    RowFormat<String> marks = RowFormat.<String>named("marks").text("id", id -> id).keyedBy("id");
    StoredAnswer stored = new StoredAnswer(database, "");
    write(SqlTable.of(marks), List.of("one", "back\\slash"));

    assertThat(stored.has(marks, "one"), is(true));
    assertThat(stored.has(marks, "back\\slash"), is(true));
    assertThat(stored.has(marks, "two"), is(false));
  }

  @Test
  void theTotalIsWhatTheMinutesAddUpTo() throws Exception {
    LedgerEntry plain = new LedgerEntry(3, 3, 0, 0, 0, Map.of());
    LedgerEntry mixed =
        new LedgerEntry(
            9, 3, 1, 1, 1, Map.of(RejectReason.NOT_JSON, 2L, RejectReason.BAD_TIME, 1L));
    LedgerEntry broken = new LedgerEntry(2, 0, 0, 0, 0, Map.of(RejectReason.NOT_JSON, 2L));
    StoredAnswer stored = new StoredAnswer(database, "p");
    write(LedgerTables.ledger("other"), List.of(KV.of(MINUTE, plain)));
    assertThat(stored.total(PATIENCE), is(LedgerEntry.ZERO));

    List<LedgerEntry> minutes = List.of(plain, mixed, plain, mixed, broken, mixed);
    List<KV<Long, LedgerEntry>> rows = new ArrayList<>();
    minutes.forEach(each -> rows.add(KV.of(MINUTE + 60_000L * rows.size(), each)));
    write(LedgerTables.ledger("p"), rows);

    assertThat(
        stored.total(PATIENCE),
        is(
            new LedgerEntry(
                35, 15, 3, 3, 3, Map.of(RejectReason.NOT_JSON, 8L, RejectReason.BAD_TIME, 3L))));
  }

  @Test
  void aTableOfAnotherShapeIsNamed() {
    SqlTable<Measure> other =
        SqlTable.of(
            RowFormat.<Measure>named("measures")
                .text("name", Measure::name)
                .text("value", Measure::name)
                .keyedBy("name"));

    IOException refused =
        assertThrows(IOException.class, () -> database.check(List.of(other), PATIENCE));

    assertThat(refused.getMessage(), containsString(database.url()));
    assertThat(refused.getMessage(), containsString("measures"));
    assertThat(refused.getMessage(), containsString("amount=NUMERIC(38, 0)"));
  }

  @Test
  void aTableOfAnotherKeyIsNamed() {
    SqlTable<Measure> other = SqlTable.of(Measure.FORMAT.keyedBy("name"));

    IOException refused =
        assertThrows(IOException.class, () -> database.check(List.of(other), PATIENCE));

    assertThat(
        refused.getMessage(), containsString("measures is keyed by [day, name], not [name]"));
  }

  @Test
  void allThatIsOfAnotherReleaseIsNamedAtOnceAndNothingIsMade() throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE older (day TEXT NOT NULL, PRIMARY KEY (day))");
    }
    SqlTable<Measure> fits = SqlTable.ofNewest("newer", Measure.FORMAT.columns(), List.of("day"));
    SqlTable<Measure> older = SqlTable.ofNewest("older", Measure.FORMAT.columns(), List.of("day"));
    SqlTable<Measure> rekeyed = SqlTable.of(Measure.FORMAT.keyedBy("name"));

    UnfitDatabaseException refused =
        assertThrows(
            UnfitDatabaseException.class,
            () -> database.check(List.of(fits, older, rekeyed), PATIENCE));

    assertThat(
        refused.problems(),
        contains(
            startsWith(database.url() + ": table older has the columns {day=TEXT}, not {"),
            startsWith(database.url() + ": table measures is keyed by "),
            containsString("give another database")));
    try (Connection connection = database.connect()) {
      assertThat(fits.isIn(connection), is(false));
    }
  }

  @Test
  void whatWillNotPassIsNotWaitedFor() throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE measures");
    }

    IOException failed =
        assertThrows(IOException.class, () -> writeBundle(List.of(Measure.of("a", 1))));

    assertThat(
        failed.getMessage(), containsString(database.url() + ": can't write to table measures"));
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      assertThat(cause.getMessage(), not(containsString("secret")));
    }
  }

  @Test
  void severalMayCreateTheTablesAtOnce() throws Exception {
    ExecutorService starters = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> started = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        SqlTable<?> table =
            i % 2 == 0 ? LedgerTables.ledger("p" + i) : LedgerTables.rejects("p" + i);
        started.add(
            starters.submit(
                () -> {
                  database.check(List.of(table), PATIENCE);
                  return null;
                }));
      }
      for (Future<?> start : started) {
        start.get();
      }
    } finally {
      starters.shutdownNow();
    }
  }

  private List<String> texts(String sql) throws Exception {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(found.getString(i));
        }
        texts.add(String.join(", ", row));
      }
    }
    return texts;
  }

  private <R> void write(SqlTable<R> table, List<R> rows) throws IOException {
    database.check(List.of(table), PATIENCE);
    writeBundle(new UpsertFn(database, List.of(table), PATIENCE), rows);
  }

  void writeBundle(List<Measure> rows) throws IOException {
    writeBundle(fn(), rows);
  }

  private static void writeBundle(UpsertFn fn, List<?> rows) throws IOException {
    fn.setup();
    try {
      fn.startBundle();
      for (Object row : rows) {
        fn.processElement(tagged(row));
      }
      fn.finishBundle();
    } finally {
      fn.teardown();
    }
  }

  UpsertFn fn() {
    return new UpsertFn(database, List.of(Measure.TABLE), PATIENCE);
  }

  /** A row of the only table. */
  static RawUnionValue tagged(Object row) {
    return new RawUnionValue(0, row);
  }

  List<String> stored() throws IOException {
    return new StoredAnswer(database, "").rows(Measure.FORMAT).stream().sorted().toList();
  }
}
