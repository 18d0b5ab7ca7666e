package dev.tideline.books;

import static org.joda.time.DateTimeZone.UTC;

import dev.tideline.coverage.Coverage;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.SourcePartition;
import dev.tideline.records.SourceRange;
import dev.tideline.testing.Panes;
import dev.tideline.testing.TextLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.joda.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class KeepBooksTest {

  private static final long MINUTE = 60_000;
  private static final long TEN = Instant.parse("2026-03-17T10:00:00Z").getMillis();
  private static final SourcePartition ORDERS = new SourcePartition("orders.v1", 0);
  private static final Duration OFTEN = Duration.standardSeconds(10);

  /** What is before is in the books of an earlier run; the minute itself is read again whole. */
  @Test
  void beginsWithTheMinuteOfATime(TestPipeline pipeline) {
    PCollection<Books> parts =
        pipeline.apply(
            Create.timestamped(
                    minute(TEN),
                    minute(TEN + MINUTE),
                    minute(TEN + MINUTE),
                    minute(TEN + 2 * MINUTE))
                .withCoder(BooksCoder.of()));

    PCollection<Books> kept =
        PCollectionList.of(parts).apply(KeepBooks.firingEvery(OFTEN).from(TEN + MINUTE + 30_000));

    TextLines.assertText(kept.apply(TextLines.of(KeepBooksTest::text)), "10:01 2, 10:02 1");
    pipeline.run();
  }

  /** An hour is closed by the watermark, what was read of the source by its end. */
  @Test
  void whatWasReadIsKeptUntilTheSourceEnds(TestPipeline pipeline) {
    PCollection<Books> parts =
        pipeline.apply(
            TestStream.create(BooksCoder.of())
                .addElements(minute(TEN), read(0, 5))
                .advanceProcessingTime(OFTEN.plus(Duration.millis(1)))
                .advanceWatermarkTo(new Instant(TEN).plus(Duration.standardHours(2)))
                .addElements(minute(TEN + MINUTE), read(5, 9))
                .advanceWatermarkToInfinity());

    PCollection<Books> kept = PCollectionList.of(parts).apply(KeepBooks.firingEvery(OFTEN));

    TextLines.assertText(
        kept.apply(Panes.of(KeepBooksTest::text)),
        """
        [09T04:00, 09T04:00) 0 EARLY    orders.v1-0 5 of 0-5
        [09T04:00, 09T04:00) 1 ON_TIME  orders.v1-0 9 of 0-9
        [17T10:00, 17T11:00) 0 EARLY    10:00 1
        [17T10:00, 17T11:00) 1 ON_TIME  10:00 1
        [17T10:00, 17T11:00) 2 LATE     10:00 1, 10:01 1
        """);
    TextLines.assertText(kept.apply(EndOfTime.emitting("ended")), "ended");
    pipeline.run();
  }

  private static String text(Books books) {
    List<String> texts = new ArrayList<>();
    books
        .minutes()
        .forEach(
            (minute, entry) ->
                texts.add(new LocalTime(minute, UTC).toString("HH:mm") + " " + entry.read()));
    books
        .coverage()
        .forEach(
            (of, read) ->
                read.spans()
                    .forEach(
                        span ->
                            texts.add(
                                "%s-%d %d of %d-%d"
                                    .formatted(
                                        of.source(),
                                        of.partition(),
                                        read.records(),
                                        span.from(),
                                        span.to()))));
    return String.join(", ", texts);
  }

  private static TimestampedValue<Books> minute(long minute) {
    LedgerEntry one = new LedgerEntry(1, 1, 0, 0, 0, Map.of());
    return TimestampedValue.of(Books.of(minute, one), Instant.ofEpochMilli(minute));
  }

  private static TimestampedValue<Books> read(long from, long to) {
    SourceRange range = new SourceRange(ORDERS.source(), ORDERS.partition(), from, to);
    return TimestampedValue.of(
        Books.of(ORDERS, Coverage.of(range, to - from)), Instant.ofEpochMilli(TEN));
  }
}
