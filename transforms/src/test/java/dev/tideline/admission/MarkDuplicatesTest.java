package dev.tideline.admission;

import static dev.tideline.testing.FreshMartStores.STORES;
import static dev.tideline.testing.Orders.fulfilled;
import static dev.tideline.testing.Orders.ingested;
import static dev.tideline.testing.Orders.line;
import static dev.tideline.testing.Orders.placed;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.event.OtherCopy;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderEventCoder;
import dev.tideline.order.OrderView;
import dev.tideline.records.RecordLocation;
import dev.tideline.revenue.RevenueRules;
import dev.tideline.sum.Total;
import dev.tideline.windowing.Lateness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By the rules of daily-revenue, whose books close at 04:00 on the next day. */
class MarkDuplicatesTest {

  private static final RevenueRules RULES =
      RevenueRules.between(null, null, STORES, Lateness.closeOfBooks(STORES));

  private static final OrderEvent SALE =
      placed("e1", "berlin", "2026-03-17T10:00:00Z", line("produce", 1, "10.50", "4"));
  private static final OrderEvent SOON = ingested(SALE, "2026-03-17T10:00:09Z");
  private static final OrderEvent LATER = ingested(SALE, "2026-03-17T19:00:00Z");
  private static final OrderEvent TOO_LATE = ingested(SALE, "2026-03-19T10:00:00Z");
  private static final OrderEvent FROM_THE_FUTURE = ingested(SALE, "2026-03-17T09:58:59Z");
  private static final OrderEvent MISSPELT =
      new OrderEvent(
          SALE.eventId(),
          SALE.orderId(),
          SALE.type(),
          "berlim",
          SALE.eventTime(),
          SALE.placedAt(),
          SALE.currency(),
          SALE.lines(),
          SALE.ingestTime(),
          0,
          SALE.location());

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theCopyThatWasIngestedFirstCountsWhateverTheOrder(long seed) {
    List<OrderEvent> events = new ArrayList<>(List.of(LATER, SALE, SOON));
    Collections.shuffle(events, new Random(seed));

    checkThat(events, List.of(SALE, SOON.asCopy(1), LATER.asCopy(1)));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void copiesIngestedInTheSameMomentAreToldApartByLocation(long seed) {
    OrderEvent first = at(SALE, "a.jsonl", 9);
    OrderEvent second = at(SALE, "b.jsonl", 1);
    OrderEvent third = at(SALE, "b.jsonl", 2);
    List<OrderEvent> events = new ArrayList<>(List.of(first, second, third));
    Collections.shuffle(events, new Random(seed));

    checkThat(events, List.of(first, second.asCopy(1), third.asCopy(1)));
  }

  @Test
  void aCopyFromTheFutureDoesNotTakeThePlaceOfOneInTime() {
    checkThat(
        List.of(FROM_THE_FUTURE, SALE, SOON),
        List.of(FROM_THE_FUTURE.asCopy(1), SALE, SOON.asCopy(1)));
  }

  @Test
  void ofATooLateCopyIsKnownWhetherAnotherCounts() {
    checkThat(List.of(TOO_LATE, SALE), List.of(TOO_LATE.asCopy(1), SALE));
    checkThat(List.of(TOO_LATE), List.of(TOO_LATE));
    assertThat(TOO_LATE.asCopy(1).otherCopy(), is(OtherCopy.COUNTED));
    assertThat(TOO_LATE.otherCopy(), is(OtherCopy.NOT_COUNTED));
  }

  @Test
  void aCorrectedResendCounts() {
    checkThat(List.of(MISSPELT, SOON), List.of(MISSPELT, SOON));
  }

  @Test
  void anIdUsedForSeveralEventsIsNamedWithTheirMoney() {
    OrderEvent other = placed("e1", "apia", "2026-03-17T10:00:00Z", line("tea", 2, "300", "1"));
    OrderEvent cancelled = placed("e1", "berlin", "2026-03-17T11:00:00Z", line("tea", 1, "2", "1"));
    PCollectionTuple found = mark(List.of(SALE, SOON, other, cancelled, MISSPELT));

    PAssert.that(found.get(EVENTS))
        .containsInAnyOrder(SALE, SOON.asCopy(1), other, cancelled, MISSPELT);
    PAssert.that(found.get(REUSED))
        .containsInAnyOrder(
            new ReusedId(
                "e1",
                3,
                new TreeMap<>(Map.of("EUR", Total.of(125_000), "WST", Total.of(3_000_000)))));
    found.getPipeline().run().waitUntilFinish();
  }

  @Test
  void eachReusedIdIsNamedForItself() {
    List<OrderEvent> events =
        List.of(
            placed("e1", "berlin", "2026-03-17T10:00:00Z", line("tea", 1, "2", "1")),
            placed("e1", "berlin", "2026-03-17T10:00:01Z", line("tea", 1, "3", "1")),
            placed("e2", "berlin", "2026-03-17T10:00:02Z", line("tea", 1, "5", "1")),
            placed("e3", "apia", "2026-03-17T10:00:03Z", line("tea", 1, "7", "1")),
            placed("e3", "apia", "2026-03-17T10:00:04Z", line("tea", 1, "11", "1")));
    PCollectionTuple found = mark(events);

    PAssert.that(found.get(EVENTS)).containsInAnyOrder(events);
    PAssert.that(found.get(REUSED))
        .containsInAnyOrder(
            new ReusedId("e1", 2, new TreeMap<>(Map.of("EUR", Total.of(50_000)))),
            new ReusedId("e3", 2, new TreeMap<>(Map.of("WST", Total.of(180_000)))));
    found.getPipeline().run().waitUntilFinish();
  }

  @Test
  void whatMovesNoMoneyIsNotThisPipelinesAndNeitherAreItsCopies() {
    OrderEvent handedOver =
        fulfilled("e2", "berlin", "2026-03-17T10:00:00Z", "2026-03-17T10:20:00Z");
    checkThat(List.of(handedOver, handedOver), List.of(handedOver, handedOver));
  }

  /** The watermark must not have passed the events' own time when they leave. */
  @Test
  void windowsFurtherDownTheGraphAreStillOpen() {
    PCollectionTuple found =
        mark(
            List.of(
                SALE, placed("e2", "berlin", "2026-03-17T10:00:30Z", line("tea", 1, "2", "1"))));
    PCollection<Long> counted =
        found
            .get(EVENTS)
            .apply("AtTheirTime", ParDo.of(new AtItsTime()))
            .apply("ByMinute", Window.into(FixedWindows.of(Duration.standardMinutes(1))))
            .apply("Count", Combine.globally(Count.<String>combineFn()).withoutDefaults());
    PAssert.that(counted).containsInAnyOrder(2L);
    found.getPipeline().run().waitUntilFinish();
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
    PCollectionTuple found = mark(events);
    PAssert.that(found.get(EVENTS)).containsInAnyOrder(expected);
    PAssert.that(found.get(REUSED)).empty();
    found.getPipeline().run().waitUntilFinish();
  }

  private static final TupleTag<OrderEvent> EVENTS = new TupleTag<>("events");
  private static final TupleTag<ReusedId> REUSED = new TupleTag<>("reused") {};

  private static PCollectionTuple mark(List<OrderEvent> events) {
    return TestPipeline.create()
        .enableAbandonedNodeEnforcement(false)
        .apply("Events", Create.of(events).withCoder(OrderEventCoder.of()))
        .apply(
            "MarkDuplicates",
            MarkDuplicates.<OrderEvent, OrderView>of(
                event -> event, OrderEvent::asCopy, RULES, 2, EVENTS, REUSED));
  }

  private static OrderEvent at(OrderEvent event, String file, long offset) {
    return new OrderEvent(
        event.eventId(),
        event.orderId(),
        event.type(),
        event.storeId(),
        event.eventTime(),
        event.placedAt(),
        event.currency(),
        event.lines(),
        event.ingestTime(),
        event.copy(),
        RecordLocation.inFile(file, offset));
  }
}
