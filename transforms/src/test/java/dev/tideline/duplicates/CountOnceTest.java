package dev.tideline.duplicates;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.admission.BundleAggregation;
import dev.tideline.admission.Outcome;
import dev.tideline.encoding.Fields;
import dev.tideline.event.Contribution;
import dev.tideline.event.Contributions;
import dev.tideline.event.Copies;
import dev.tideline.event.EventDecoder;
import dev.tideline.event.Identity;
import dev.tideline.order.OrderContributions;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderEventCoder;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.records.Finding;
import dev.tideline.records.RecordLocation;
import dev.tideline.sum.Total;
import dev.tideline.testing.Account;
import dev.tideline.testing.TextLines;
import dev.tideline.windowing.Lateness;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A day of events and their copies, from three partitions: of each event one copy counts, in the
 * minute in which the earliest was ingested; the answer and its books are the same bounded and as a
 * stream, in any order of arrival.
 */
@ExtendWith(TestPipelineExtension.class)
class CountOnceTest {

  private static final long BEGIN = java.time.Instant.parse("2026-03-17T10:00:00Z").toEpochMilli();
  private static final long TOLERANCE = Duration.ofMinutes(10).toMillis();
  private static final long DISORDER = Duration.ofMinutes(2).toMillis();

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void bounded(TestPipeline pipeline) {
    List<OrderEvent> log = log();
    Collections.shuffle(log, random);

    count(
        log,
        pipeline.apply(Create.of(log).withCoder(OrderEventCoder.of())),
        new Copies.AmongAll(log.size()));
    pipeline.run();
  }

  @Test
  void asAStreamWithinSomeDisorder(TestPipeline pipeline) {
    List<OrderEvent> log = log();

    count(log, pipeline.apply(stream(disordered(log))), new Copies.WithinDisorder(DISORDER));
    pipeline.run();
  }

  @Test
  void asAStreamUntilTheWatermark(TestPipeline pipeline) {
    List<OrderEvent> log = log();

    count(log, pipeline.apply(stream(disordered(log))), new Copies.UntilTheWatermark(60_000));
    pipeline.run();
  }

  @Test
  void asAStreamInAnyOrder(TestPipeline pipeline) {
    List<OrderEvent> log = log();
    Collections.shuffle(log, random);
    TestStream.Builder<OrderEvent> stream = TestStream.create(OrderEventCoder.of());
    for (OrderEvent next : log) {
      stream = stream.addElements(atIngest(next));
    }

    count(
        log,
        pipeline.apply(stream.advanceWatermarkToInfinity()),
        new Copies.WithinDisorder(Long.MAX_VALUE));
    pipeline.run();
  }

  private static TestStream<OrderEvent> stream(List<OrderEvent> disordered) {
    TestStream.Builder<OrderEvent> stream = TestStream.create(OrderEventCoder.of());
    long watermark = 0;
    for (OrderEvent next : disordered) {
      stream = stream.addElements(atIngest(next));
      if (next.ingestTime() - DISORDER > watermark) {
        watermark = next.ingestTime() - DISORDER;
        stream = stream.advanceWatermarkTo(Instant.ofEpochMilli(watermark));
      }
    }
    return stream.advanceWatermarkToInfinity();
  }

  private static TimestampedValue<OrderEvent> atIngest(OrderEvent event) {
    return TimestampedValue.of(event, Instant.ofEpochMilli(event.ingestTime()));
  }

  /** In the order of ingest, but for two minutes. */
  private List<OrderEvent> disordered(List<OrderEvent> log) {
    Map<RecordLocation, Long> arrivals = new HashMap<>();
    log.forEach(
        event ->
            arrivals.put(
                event.location(), event.ingestTime() + (long) (random.nextDouble() * DISORDER)));
    List<OrderEvent> sorted = new ArrayList<>(log);
    sorted.sort(Comparator.comparing(event -> arrivals.get(event.location())));
    return sorted;
  }

  private void count(List<OrderEvent> log, PCollection<OrderEvent> arriving, Copies copies) {
    Outcome<String> outcome =
        arriving.apply(
            CountOnce.of(
                EventDecoder.<OrderEvent, OrderEvent>of(copies),
                new Rules(),
                new Ids(),
                new Each(),
                StringUtf8Coder.of()));
    String suffix = " seed " + seed;
    TextLines.assertSame(Account.lines(outcome, id -> id + suffix), expected(log));
  }

  /** Two hundred events of two hours, a third of them with copies, some of which are too late. */
  private List<OrderEvent> log() {
    List<OrderEvent> log = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      long time = BEGIN + random.nextInt(7_200_000);
      for (int copies = Math.max(1, random.nextInt(5) - 1); copies > 0; copies--) {
        long after = random.nextInt(8) == 0 ? TOLERANCE + 1 : random.nextInt((int) TOLERANCE);
        RecordLocation location = RecordLocation.inTopic("orders", random.nextInt(3), log.size());
        log.add(order("e" + i, time, time + after - 30_000, location));
      }
    }
    return log;
  }

  private static OrderEvent order(String id, long time, long ingested, RecordLocation location) {
    List<OrderLine> lines = List.of(new OrderLine("sku", "dairy", 1, 10_000, 5_000));
    return new OrderEvent(
        id, "o", OrderType.PLACED, "berlin", time, time, "EUR", lines, ingested, 0, location);
  }

  private List<String> expected(List<OrderEvent> log) {
    List<String> lines = new ArrayList<>();
    Map<String, Long> earliest = new TreeMap<>();
    Map<Long, long[]> minutes = new TreeMap<>();
    for (OrderEvent event : log) {
      long[] minute = minutes.computeIfAbsent(minuteOf(event.ingestTime()), none -> new long[3]);
      if (new Rules().tooLate(event)) {
        minute[2]++;
        lines.add(Account.tooLate(event.location().toString(), event.toJson()));
      } else {
        minute[1]++; // a duplicate, until it is known which counts
        earliest.merge(event.eventId(), minuteOf(event.ingestTime()), Math::min);
      }
    }
    earliest.forEach(
        (id, minute) -> {
          minutes.get(minute)[0]++;
          minutes.get(minute)[1]--;
          lines.add(Account.row(id + " seed " + seed));
        });
    minutes.forEach(
        (minute, counts) ->
            lines.add(
                "MINUTE %s read %d = %d counted, %d duplicate, %d too late, 0 out of scope, rejected {}"
                    .formatted(
                        java.time.Instant.ofEpochMilli(minute),
                        counts[0] + counts[1] + counts[2],
                        counts[0],
                        counts[1],
                        counts[2])));
    return lines;
  }

  private static long minuteOf(long time) {
    return time - Math.floorMod(time, 60_000L);
  }

  /** Nothing is broken, all is in scope. */
  private record Rules() implements AdmissionRules<OrderEvent> {
    @Override
    public Finding broken(OrderEvent event) {
      return null;
    }

    @Override
    public boolean inScope(OrderEvent event) {
      return true;
    }

    @Override
    public Lateness lateness() {
      return new Lateness.After(TOLERANCE);
    }
  }

  /** What an event adds to the answer: its id. */
  private record Added(String id, long eventTime) implements Contribution {
    @Override
    public String currency() {
      return "EUR";
    }

    @Override
    public Total gross() {
      return Total.of(10_000);
    }
  }

  private static final class AddedCoder extends AtomicCoder<Added> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(Added added, OutputStream out) throws IOException {
      Fields.text(added.id(), out);
      Fields.fixed(added.eventTime(), out);
    }

    @Override
    public Added decode(InputStream in) throws IOException {
      return new Added(Fields.text(in), Fields.fixed(in));
    }
  }

  private static final class Ids implements Contributions<OrderEvent, Added> {
    private static final long serialVersionUID = 1;

    @Override
    public int keyHash(OrderEvent event) {
      return event.eventId().hashCode();
    }

    @Override
    public Identity identity(OrderEvent event) {
      return new OrderContributions().identity(event);
    }

    @Override
    public Added of(OrderEvent event) {
      return new Added(event.eventId(), event.eventTime());
    }

    @Override
    public Added kept(OrderEvent event, Identity identity) {
      return of(event);
    }

    @Override
    public Coder<Added> coder() {
      return new AddedCoder();
    }
  }

  /** Passes on each. */
  private static final class Each implements BundleAggregation<Added, String> {
    private static final long serialVersionUID = 1;

    @Override
    public Aggregator<Added, String> open() {
      return new Aggregator<>() {
        @Override
        public void add(Added event, Output<String> out) {
          out.emit(event.id(), BEGIN);
        }

        @Override
        public void flush(Output<String> out) {}
      };
    }
  }
}
