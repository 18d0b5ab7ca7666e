package dev.tideline.io.sql;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.tideline.books.Books;
import dev.tideline.books.BooksCoder;
import dev.tideline.books.KeepBooks;
import dev.tideline.io.answer.Answer;
import dev.tideline.io.answer.AnswerTables;
import dev.tideline.io.answer.StoredHistory;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.revenue.Revenue;
import dev.tideline.revenue.RevenueCoders;
import dev.tideline.revenue.RevenueRow;
import dev.tideline.revenue.StoreDay;
import dev.tideline.sum.Total;
import dev.tideline.windowing.WindowPolicies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerTablesTest {

  private static final long MINUTE = 1_773_738_000_000L; // 2026-03-17T09:00Z
  private static final StoreDay DAY = new StoreDay("s1", 20_529);

  @TempDir private Path folder;
  private AnswerTables tables;

  @BeforeEach
  void emptyTables() throws Exception {
    Database database = Database.inFile(folder.resolve("tideline.db"));
    tables = new AnswerTables(database, "daily-revenue");
    database.check(tables.tables(RevenueRow.FORMAT), Duration.standardSeconds(5));
  }

  @Test
  void theLedgerHoldsTheLastPaneOfEachMinute() throws Exception {
    Pipeline pipeline = pipeline();
    PCollection<Books> parts =
        pipeline.apply(
            "Parts",
            TestStream.create(BooksCoder.of())
                .addElements(part(3))
                .advanceProcessingTime(Duration.standardSeconds(11)) // an early pane
                .addElements(part(4))
                .advanceWatermarkTo(new Instant(MINUTE).plus(Duration.standardHours(2)))
                .addElements(part(5)) // a late one
                .advanceWatermarkToInfinity());

    PCollection<Books> books =
        PCollectionList.of(parts)
            .apply("KeepBooks", KeepBooks.firingEvery(WindowPolicies.BOOKS_EARLY));
    tables.store(tables.books("run", books));
    pipeline.run().waitUntilFinish();

    assertThat(tables.stored().ledger(), is(Map.of(MINUTE, counted(12))));
  }

  @Test
  void theTopicThatItIsMadeOfStaysNoted() throws Exception {
    Duration patience = Duration.standardSeconds(5);
    assertThat(tables.noteTopic("orders.v1", "one", patience), is("one"));
    assertThat(tables.noteTopic("orders.v1", "another", patience), is("one"));
    AnswerTables others = new AnswerTables(tables.database(), "ops-dashboard");
    assertThat(others.noteTopic("orders.v1", "another", patience), is("another"));
  }

  /** A later event may add to another category only: still the rows of that day are newer. */
  @Test
  void theRowsOfADayGoByTheEventsOfTheWholeDay() throws Exception {
    RevenueRow before = row(1, 3, 100);
    RevenueRow after = row(1, 4, 90); // a line of an order that is booked under another category
    for (RevenueRow each : new RevenueRow[] {after, before}) {
      Pipeline pipeline = pipeline();
      PCollection<RevenueRow> row =
          pipeline.apply("Row", Create.of(each).withCoder(RevenueCoders.ROW));
      tables.store(tables.rows(row, RevenueRow.FORMAT));
      pipeline.run().waitUntilFinish();
    }

    Answer answer = Answer.read(tables.stored(), RevenueRow.FORMAT);

    assertThat(answer.rows(), contains(RevenueRow.FORMAT.toJson(after)));
    assertThat(
        answer.digest(),
        is(new Answer(List.of(RevenueRow.FORMAT.toJson(after)), answer.ledger()).digest()));
  }

  @Test
  void theHistoryHasWhatAWindowFiresEarlyOnTimeAndLate() throws Exception {
    AnswerTables kept = new AnswerTables(tables.database(), "daily-revenue", true);
    kept.database().check(kept.tables(Measure.FORMAT), Duration.standardSeconds(5));
    Pipeline pipeline = pipeline();
    PCollection<Measure> counts =
        pipeline
            .apply(
                "Sales",
                TestStream.create(StringUtf8Coder.of())
                    .addElements(dairy())
                    .advanceProcessingTime(Duration.standardSeconds(31)) // an early pane
                    .addElements(dairy())
                    .advanceWatermarkTo(new Instant(0).plus(Duration.standardMinutes(1)))
                    .addElements(dairy(), dairy()) // a late pane of both, or one each
                    .advanceWatermarkToInfinity())
            .apply("ByMinute", minutes())
            .apply("Count", Count.perElement())
            .apply("ToRows", MapElements.via(new ToMeasure()))
            .setCoder(Measure.CODER);
    kept.store(kept.rows(counts, Measure.FORMAT));
    pipeline.run().waitUntilFinish();

    List<String> versions = new ArrayList<>();
    new StoredHistory(kept.database())
        .read(
            Measure.FORMAT,
            () ->
                (currency, published) ->
                    published.forEach(
                        each -> versions.add(each.timing() + " " + each.measures().get(0))));

    // They pass an exchange, so that of two of the same moment either may be written first.
    assertThat(versions, hasItems("EARLY 1", "ON_TIME 2", "LATE 4"));
    assertThat(
        kept.stored().rows(Measure.FORMAT),
        contains(Measure.FORMAT.toJson(new Measure("dairy", 0, 4, 4))));
  }

  private static TimestampedValue<String> dairy() {
    return TimestampedValue.of("dairy", new Instant(0));
  }

  private static Window<String> minutes() {
    return Window.<String>into(FixedWindows.of(Duration.standardMinutes(1)))
        .triggering(
            AfterWatermark.pastEndOfWindow()
                .withEarlyFirings(
                    AfterProcessingTime.pastFirstElementInPane()
                        .plusDelayOf(Duration.standardSeconds(30)))
                .withLateFirings(AfterPane.elementCountAtLeast(1)))
        .withAllowedLateness(Duration.standardDays(1))
        .accumulatingFiredPanes();
  }

  private static final class ToMeasure extends SimpleFunction<KV<String, Long>, Measure> {
    @Override
    public Measure apply(KV<String, Long> count) {
      return new Measure(count.getKey(), 0, count.getValue(), count.getValue());
    }
  }

  private static Pipeline pipeline() {
    return Pipeline.create(PipelineOptionsFactory.create());
  }

  private static RevenueRow row(long events, long dayEvents, long revenue) {
    return new RevenueRow(
        DAY,
        "dairy",
        "EUR",
        new Revenue(events, 1, 1, Total.of(1), Total.of(revenue), Total.ZERO, Total.ZERO),
        dayEvents);
  }

  private static TimestampedValue<Books> part(long records) {
    return TimestampedValue.of(Books.of(MINUTE, counted(records)), new Instant(MINUTE));
  }

  private static LedgerEntry counted(long records) {
    return new LedgerEntry(records, records, 0, 0, 0, Map.of());
  }
}
