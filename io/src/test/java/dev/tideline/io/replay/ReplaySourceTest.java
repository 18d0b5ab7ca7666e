package dev.tideline.io.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.event.EventRules;
import dev.tideline.io.events.OrderSources;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.unbounded.EventBatch;
import dev.tideline.order.OrderEvent;
import dev.tideline.records.Reject;
import dev.tideline.records.RejectReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.joda.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two files of orders, with copies, a broken line and one that does not tell its time. */
class ReplaySourceTest {

  private static final ArrivalOrder BY_INGEST = new ArrivalOrder.ByIngest();

  @TempDir private Path folder;
  private SourceFile first;
  private SourceFile second;

  /** What a reader handed over at a time. */
  private record Step(
      EventBatch<OrderEvent> batch, Instant time, Instant watermark, int checkpoint) {}

  @BeforeEach
  void write() throws IOException {
    first =
        file(
            "a.jsonl",
            order("a", "09:00:05.000"),
            order("b", "09:00:03.000"),
            "no JSON",
            order("a", "09:00:04.000"),
            "",
            order("late", "09:10:00.001"),
            order("c", "09:00:02.000"));
    second =
        file(
            "b.jsonl",
            order("b", "09:00:01.000") + "\r",
            "{\"ingest_time\":\"2026-03-17T09:00:06.000Z\",\"event_id\":\"broken off",
            order("b", "09:00:07.000"),
            order("d", "09:00:08.000"));
  }

  @Test
  void playsFilesAsTheyAre() throws IOException {
    assertThat(
        told(play(source(ArrivalOrder.AS_IS, 3))),
        is(List.of("a b NOT_JSON", "a late c", "b b NOT_JSON", "d", "the end")));
  }

  @Test
  void playsInOrderOfIngestWithWhatDoesNotTellBeforeAll() throws IOException {
    assertThat(
        told(play(source(BY_INGEST, 4))),
        is(List.of("b c b NOT_JSON", "a a b NOT_JSON", "d late", "the end")));
  }

  @Test
  void aSeedIsAnOrderOfItsOwn() throws IOException {
    List<String> orders = new ArrayList<>();
    for (long seed = 0; seed < 20; seed++) {
      List<String> told = told(play(source(new ArrivalOrder.Shuffled(seed), 100)));
      assertThat(told, is(told(play(source(new ArrivalOrder.Shuffled(seed), 100)))));
      orders.add(told.get(0));
      assertThat(
          List.of(told.get(0).split(" ")),
          containsInAnyOrder("a", "a", "b", "b", "b", "c", "d", "late", "NOT_JSON", "NOT_JSON"));
    }
    assertThat(orders.stream().distinct().count(), is(20L));
  }

  @Test
  void theWatermarkIsTheEarliestTimeOfIngestOfWhatIsLeft() throws IOException {
    for (ArrivalOrder order : someOrders()) {
      for (int batch : List.of(1, 2, 3, 100)) {
        List<Step> steps = play(source(order, batch));
        for (int i = 0; i < steps.size() - 2; i++) {
          long left =
              steps.subList(i + 1, steps.size()).stream()
                  .flatMapToLong(step -> times(step.batch()))
                  .min()
                  .orElseThrow();
          assertThat(order + " by " + batch, steps.get(i).watermark(), is(new Instant(left)));
        }
      }
    }
  }

  @Test
  void theWatermarkNeverFallsAndNothingIsBehindIt() throws IOException {
    for (ArrivalOrder order : someOrders()) {
      Instant before = BoundedWindow.TIMESTAMP_MIN_VALUE;
      for (Step step : play(source(order, 2))) {
        assertThat(order.toString(), step.time().isBefore(before), is(false));
        assertThat(order.toString(), step.watermark().isBefore(before), is(false));
        long earliest = times(step.batch()).min().orElse(Long.MAX_VALUE);
        assertThat(order.toString(), earliest >= before.getMillis(), is(true));
        before = step.watermark();
      }
    }
  }

  @Test
  void theLastElementIsEmptyAndThenNothingFollows() throws IOException {
    try (UnboundedReader<EventBatch<OrderEvent>> reader =
        source(ArrivalOrder.AS_IS, 100).createReader(null, null)) {
      assertThat(reader.start(), is(true));
      assertThat(reader.getCurrent().size(), is(10));
      assertThat(reader.getWatermark().isBefore(BoundedWindow.TIMESTAMP_MAX_VALUE), is(true));

      assertThat(reader.advance(), is(true));
      assertThat(reader.getCurrent().size(), is(0));
      assertThat(reader.getWatermark(), is(BoundedWindow.TIMESTAMP_MAX_VALUE));

      assertThat(reader.advance(), is(false));
      assertThat(reader.advance(), is(false));
      assertThat(reader.getWatermark(), is(BoundedWindow.TIMESTAMP_MAX_VALUE));
      assertThrows(NoSuchElementException.class, reader::getCurrent);
    }
  }

  @Test
  void filesWithoutALineEndWithAnEmptyElementToo() throws IOException {
    SourceFile empty = file("empty.jsonl", "", "");
    assertThat(told(play(source(List.of(empty), BY_INGEST, 1))), is(List.of("the end")));
  }

  @Test
  void aReaderOpenedAtACheckpointGoesOn() throws IOException {
    for (ArrivalOrder order : someOrders()) {
      List<Step> all = play(source(order, 2));
      for (int i = 0; i < all.size(); i++) {
        ReplayCheckpoint checkpoint = new ReplayCheckpoint(all.get(i).checkpoint());
        List<Step> rest = all.subList(Math.min(i + 1, all.size() - 1), all.size());
        String where = order + " from " + checkpoint;
        assertThat(where, play(source(order, 2), checkpoint), is(rest)); // in another process
      }
    }
  }

  @Test
  void aReaderOpenedAtAnEarlierCheckpointReadsTheSameAgain() throws IOException {
    ReplaySource<OrderEvent> source = source(new ArrivalOrder.Shuffled(3), 2);
    try (UnboundedReader<EventBatch<OrderEvent>> ahead = source.createReader(null, null)) {
      assertThat(ahead.start() && ahead.advance() && ahead.advance() && ahead.advance(), is(true));
      ReplaySource<OrderEvent> copy = SerializableUtils.clone(source); // in this process
      assertThat(
          play(copy, new ReplayCheckpoint(4)),
          is(play(source(new ArrivalOrder.Shuffled(3), 2)).subList(2, 6)));
    }
  }

  @Test
  void aCheckpointTravelsAndOneOfAnotherReleaseIsRefused() throws IOException {
    ReplayCheckpoint checkpoint = new ReplayCheckpoint(123_456);
    byte[] bytes = CoderUtils.encodeToByteArray(ReplayCheckpoint.CODER, checkpoint);
    assertThat(CoderUtils.decodeFromByteArray(ReplayCheckpoint.CODER, bytes), is(checkpoint));
    bytes[0]++;
    IOException refused =
        assertThrows(
            IOException.class,
            () -> ReplayCheckpoint.CODER.decode(new ByteArrayInputStream(bytes)));
    assertThat(refused.getMessage(), containsString("another release"));
  }

  @Test
  void compressedFilesArePlayedLikeOthers() throws IOException {
    String large = order("large", "09:00:09.000") + " ".repeat(2 << 20);
    Files.writeString(first.path(), large + "\n", StandardOpenOption.APPEND);
    Path packed = folder.resolve("a.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(first.path(), out);
    }
    ArrivalOrder order = new ArrivalOrder.Shuffled(7);
    EventBatch<OrderEvent> plain = play(source(List.of(first), order, 100)).get(0).batch();
    EventBatch<OrderEvent> unpacked =
        play(source(List.of(new SourceFile(packed, "a.jsonl.gz")), order, 100)).get(0).batch();

    assertThat(
        unpacked.events().stream().map(OrderEvent::toJson).toList(),
        is(plain.events().stream().map(OrderEvent::toJson).toList()));
    assertThat(offsets(unpacked), is(offsets(plain)));
    assertThat(offsets(plain), hasItem(RejectReason.TOO_LARGE + " of " + large.length()));
    assertThat(plain.events().size(), is(not(0)));
  }

  @Test
  void aFileThatWasCutShortMeanwhileIsNamed() throws IOException {
    try (UnboundedReader<EventBatch<OrderEvent>> reader =
        source(ArrivalOrder.AS_IS, 5).createReader(null, null)) {
      assertThat(reader.start(), is(true));
      Files.writeString(second.path(), "");
      IOException cut = assertThrows(IOException.class, reader::advance);
      assertThat(cut.getMessage(), containsString("b.jsonl is shorter"));
    }
  }

  private static List<ArrivalOrder> someOrders() {
    List<ArrivalOrder> orders = new ArrayList<>(List.of(ArrivalOrder.AS_IS, BY_INGEST));
    LongStream.range(0, 10).mapToObj(ArrivalOrder.Shuffled::new).forEach(orders::add);
    return orders;
  }

  /** The times of ingest of what arrived; of what does not tell, the first moment there is. */
  private static LongStream times(EventBatch<OrderEvent> batch) {
    return LongStream.concat(
            batch.events().stream().mapToLong(OrderEvent::ingestTime),
            batch.rejects().stream().mapToLong(Reject::ingestTime))
        .map(time -> EventRules.plausible(time) ? time : 0);
  }

  private static List<String> offsets(EventBatch<OrderEvent> batch) {
    List<String> offsets = new ArrayList<>();
    batch.events().forEach(event -> offsets.add(event.eventId() + event.location().offset()));
    batch.rejects().forEach(each -> offsets.add(each.reason() + " of " + each.payload().size()));
    return offsets;
  }

  private ReplaySource<OrderEvent> source(ArrivalOrder order, int batch) {
    return source(List.of(first, second), order, batch);
  }

  private static ReplaySource<OrderEvent> source(
      List<SourceFile> files, ArrivalOrder order, int batch) {
    return ReplaySource.of(files, OrderSources.JSON, order, batch);
  }

  private static List<Step> play(ReplaySource<OrderEvent> source) throws IOException {
    return play(source, null);
  }

  private static List<Step> play(ReplaySource<OrderEvent> source, ReplayCheckpoint checkpoint)
      throws IOException {
    List<Step> steps = new ArrayList<>();
    try (UnboundedReader<EventBatch<OrderEvent>> reader = source.createReader(null, checkpoint)) {
      for (boolean more = reader.start(); more; more = reader.advance()) {
        ReplayCheckpoint reached = (ReplayCheckpoint) reader.getCheckpointMark();
        steps.add(
            new Step(
                reader.getCurrent(),
                reader.getCurrentTimestamp(),
                reader.getWatermark(),
                reached.records()));
      }
    }
    return steps;
  }

  /** The elements in words, the events of each before its rejects. */
  private static List<String> told(List<Step> steps) {
    List<String> told = new ArrayList<>();
    for (Step step : steps) {
      List<String> words = new ArrayList<>();
      for (OrderEvent event : step.batch().events()) {
        words.add(event.eventId());
      }
      step.batch().rejects().forEach(reject -> words.add(reject.reason().name()));
      told.add(words.isEmpty() ? "the end" : String.join(" ", words));
    }
    return told;
  }

  /** An order of nine o'clock, ingested at a time of that day. */
  private static String order(String id, String ingestTime) {
    return """
        {"ingest_time":"2026-03-17T%sZ","event_id":"%s","order_id":"o","type":"PLACED","store_id":"berlin",\
        "event_time":"2026-03-17T09:00:00.000Z","placed_at":"2026-03-17T09:00:00.000Z",\
        "currency":"EUR","lines":[{"sku":"apple","category":"produce","quantity":1,\
        "amount":2.50,"cost":1.25}]}"""
        .formatted(ingestTime, id);
  }

  private SourceFile file(String name, String... lines) throws IOException {
    Path path = folder.resolve(name);
    Files.write(path, (String.join("\n", lines) + "\n").getBytes(UTF_8));
    return new SourceFile(path, name);
  }
}
