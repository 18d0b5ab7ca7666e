package dev.tideline.admission;

import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderEventCoder;
import dev.tideline.order.OrderType;
import dev.tideline.records.RecordLocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkDuplicatesTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theEventThatWasIngestedFirstIsTheFirstWhateverTheOrder(long seed) {
    List<OrderEvent> events = new ArrayList<>();
    List<OrderEvent> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      for (int copy = 0; copy < 3; copy++) {
        OrderEvent event = event("event-" + i, 1000 + copy, 500, "store", copy);
        events.add(event);
        expected.add(event.asCopy(copy == 0 ? 0 : 1));
      }
    }
    events.add(event("alone", 1, 1, "store", 9));
    expected.add(event("alone", 1, 1, "store", 9));
    Collections.shuffle(events, new Random(seed));

    checkThat(events, expected);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void duplicatesIngestedInTheSameMomentAreToldApartByTheirContent(long seed) {
    OrderEvent earlier = event("by event time", 9, 4, "z", 9);
    OrderEvent later = event("by event time", 9, 5, "a", 1);
    OrderEvent smaller = event("by text", 9, 5, "a", 9);
    OrderEvent larger = event("by text", 9, 5, "b", 1);
    OrderEvent before = event("by location", 9, 5, "a", 1);
    OrderEvent behind = event("by location", 9, 5, "a", 9);
    List<OrderEvent> events =
        new ArrayList<>(List.of(earlier, later, smaller, larger, before, behind));
    Collections.shuffle(events, new Random(seed));

    checkThat(
        events,
        List.of(earlier, later.asCopy(1), smaller, larger.asCopy(1), before, behind.asCopy(1)));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aDuplicateFromTheFutureIsNotTheFirstIfALaterOneIsNoLongerFromTheFuture(long seed) {
    long eventTime = 1_000_000;
    OrderEvent rejected = event("ahead", eventTime - 60_001, eventTime, "store", 1);
    OrderEvent counts = event("ahead", eventTime - 60_000, eventTime, "store", 2);
    OrderEvent duplicate = event("ahead", eventTime, eventTime, "store", 3);
    List<OrderEvent> events = new ArrayList<>(List.of(rejected, counts, duplicate));
    Collections.shuffle(events, new Random(seed));

    checkThat(events, List.of(rejected.asCopy(1), counts, duplicate.asCopy(1)));
  }

  /** The watermark must not have passed the events' own time when they leave. */
  @Test
  void windowsFurtherDownTheGraphAreStillOpen() {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    List<OrderEvent> events =
        List.of(event("a", 1000, 500, "store", 1), event("b", 2000, 500, "store", 2));
    PCollection<Long> counted =
        pipeline
            .apply("Events", Create.of(events).withCoder(OrderEventCoder.of()))
            .apply("MarkDuplicates", MarkDuplicates.of(OrderEvent::eventId, OrderEvent::asCopy, 2))
            .apply("AtTheirTime", ParDo.of(new AtItsTime()))
            .apply("ByMinute", Window.into(FixedWindows.of(Duration.standardMinutes(1))))
            .apply("Count", Combine.globally(Count.<String>combineFn()).withoutDefaults());
    PAssert.that(counted).containsInAnyOrder(2L);
    pipeline.run().waitUntilFinish();
  }

  private static final class AtItsTime extends DoFn<OrderEvent, String> {
    @Override
    @SuppressWarnings("deprecation") // as the graphs do
    public Duration getAllowedTimestampSkew() {
      return Duration.millis(Long.MAX_VALUE);
    }

    @ProcessElement
    public void processElement(@Element OrderEvent event, OutputReceiver<String> out) {
      out.outputWithTimestamp(event.eventId(), Instant.ofEpochMilli(event.eventTime()));
    }
  }

  private static void checkThat(List<OrderEvent> events, List<OrderEvent> expected) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollection<OrderEvent> found =
        pipeline
            .apply("Events", Create.of(events).withCoder(OrderEventCoder.of()))
            .apply("MarkDuplicates", MarkDuplicates.of(OrderEvent::eventId, OrderEvent::asCopy, 2));
    PAssert.that(found).containsInAnyOrder(expected);
    pipeline.run().waitUntilFinish();
  }

  private static OrderEvent event(
      String id, long ingestTime, long eventTime, String storeId, long offset) {
    return new OrderEvent(
        id,
        "order",
        OrderType.FULFILLED,
        storeId,
        eventTime,
        eventTime,
        "EUR",
        List.of(),
        ingestTime,
        0,
        RecordLocation.inFile("orders.jsonl", offset));
  }
}
