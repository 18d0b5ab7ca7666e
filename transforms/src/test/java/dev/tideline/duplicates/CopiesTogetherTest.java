package dev.tideline.duplicates;

import static dev.tideline.testing.FreshMartStores.STORES;
import static dev.tideline.testing.Orders.fulfilled;
import static dev.tideline.testing.Orders.ingested;
import static dev.tideline.testing.Orders.line;
import static dev.tideline.testing.Orders.placed;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.admission.Outcome;
import dev.tideline.admission.ReusedId;
import dev.tideline.event.Copies;
import dev.tideline.event.EventDecoder;
import dev.tideline.event.OtherCopy;
import dev.tideline.order.OrderContributions;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderEventCoder;
import dev.tideline.order.OrderFigures;
import dev.tideline.order.OrderView;
import dev.tideline.revenue.RevenueRules;
import dev.tideline.sum.Total;
import dev.tideline.testing.Account;
import dev.tideline.testing.TextLines;
import dev.tideline.windowing.Lateness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which copies of an event count, where all are there: by the rules of daily-revenue, whose books
 * close at 04:00 on the next day.
 */
class CopiesTogetherTest {

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

    checkThat(
        events,
        "MINUTE 2026-03-17T10:00:00Z read 2 = 1 counted, 1 duplicate, 0 too late, 0 out of scope, rejected {}",
        "MINUTE 2026-03-17T19:00:00Z read 1 = 0 counted, 1 duplicate, 0 too late, 0 out of scope, rejected {}",
        "ROW 105000 of berlin");
  }

  @Test
  void aCopyFromTheFutureDoesNotTakeThePlaceOfOneInTime() {
    checkThat(
        List.of(FROM_THE_FUTURE, SALE, SOON),
        "MINUTE 2026-03-17T09:58:00Z read 1 = 0 counted, 0 duplicate, 0 too late, 0 out of scope, rejected {FUTURE_TIME=1}",
        "MINUTE 2026-03-17T10:00:00Z read 2 = 1 counted, 1 duplicate, 0 too late, 0 out of scope, rejected {}",
        "REJECTED FUTURE_TIME " + FROM_THE_FUTURE.location(),
        "ROW 105000 of berlin");
  }

  @Test
  void ofATooLateCopyIsKnownWhetherAnotherCounts() {
    checkOther(OtherCopy.COUNTED, TOO_LATE, SALE);
    checkOther(OtherCopy.NOT_COUNTED, TOO_LATE);
  }

  @Test
  void aCorrectedResendCounts() {
    checkThat(
        List.of(MISSPELT, SOON),
        "MINUTE 2026-03-17T10:00:00Z read 2 = 1 counted, 0 duplicate, 0 too late, 0 out of scope, rejected {UNKNOWN_STORE=1}",
        "REJECTED UNKNOWN_STORE " + MISSPELT.location(),
        "ROW 105000 of berlin");
  }

  @Test
  void anIdUsedForSeveralEventsIsNamedWithTheirMoney() {
    OrderEvent other = placed("e1", "apia", "2026-03-17T10:00:00Z", line("tea", 2, "300", "1"));
    OrderEvent cancelled = placed("e1", "berlin", "2026-03-17T11:00:00Z", line("tea", 1, "2", "1"));
    checkReused(
        List.of(SALE, SOON, other, cancelled, MISSPELT),
        new ReusedId(
            "e1", 3, new TreeMap<>(Map.of("EUR", Total.of(125_000), "WST", Total.of(3_000_000)))));
  }

  @Test
  void eachReusedIdIsNamedForItself() {
    checkReused(
        List.of(
            placed("e1", "berlin", "2026-03-17T10:00:00Z", line("tea", 1, "2", "1")),
            placed("e1", "berlin", "2026-03-17T10:00:01Z", line("tea", 1, "3", "1")),
            placed("e2", "berlin", "2026-03-17T10:00:02Z", line("tea", 1, "5", "1")),
            placed("e3", "apia", "2026-03-17T10:00:03Z", line("tea", 1, "7", "1")),
            placed("e3", "apia", "2026-03-17T10:00:04Z", line("tea", 1, "11", "1"))),
        new ReusedId("e1", 2, new TreeMap<>(Map.of("EUR", Total.of(50_000)))),
        new ReusedId("e3", 2, new TreeMap<>(Map.of("WST", Total.of(180_000)))));
  }

  @Test
  void whatMovesNoMoneyIsNotThisPipelinesAndNeitherAreItsCopies() {
    OrderEvent handedOver =
        fulfilled("e2", "berlin", "2026-03-17T10:00:00Z", "2026-03-17T10:20:00Z");
    checkThat(
        List.of(handedOver, handedOver),
        "MINUTE 2026-03-17T10:20:00Z read 2 = 0 counted, 0 duplicate, 0 too late, 2 out of scope, rejected {}");
  }

  /**
   * However much later than others some were ingested: a group of ids that is settled before the
   * others must not let the windows further down the graph fire without them.
   */
  @Test
  void theWatermarkWaitsForAll() {
    PackCopies<OrderView, OrderFigures> packing =
        PackCopies.in(
            CopySlots.of(new Copies.AmongAll(2), Long.MAX_VALUE), new OrderContributions());
    List<Instant> times = new ArrayList<>();
    var packs = packing.open();
    packs.add(SALE, (pack, time) -> times.add(Instant.ofEpochMilli(time)));
    packs.add(LATER, (pack, time) -> times.add(Instant.ofEpochMilli(time)));
    packs.flush((pack, time) -> times.add(Instant.ofEpochMilli(time)));

    assertThat(times, everyItem(is(BoundedWindow.TIMESTAMP_MIN_VALUE)));
    assertThat(times, is(not(empty())));
  }

  private static void checkThat(List<OrderEvent> events, String... lines) {
    Outcome<String> outcome = count(events);
    TextLines.assertSame(Account.lines(outcome, row -> row), Arrays.asList(lines));
    PAssert.that(outcome.reusedIds().get(0)).empty();
    outcome.getPipeline().run().waitUntilFinish();
  }

  private static void checkReused(List<OrderEvent> events, ReusedId... reused) {
    Outcome<String> outcome = count(events);
    PAssert.that(outcome.reusedIds().get(0)).containsInAnyOrder(reused);
    outcome.getPipeline().run().waitUntilFinish();
  }

  private static void checkOther(OtherCopy expected, OrderEvent... events) {
    Outcome<String> outcome = count(List.of(events));
    PAssert.that(outcome.tooLate().apply("Others", TextLines.of(event -> event.otherCopy().name())))
        .containsInAnyOrder(expected.name());
    outcome.getPipeline().run().waitUntilFinish();
  }

  private static Outcome<String> count(List<OrderEvent> events) {
    return TestPipeline.create()
        .enableAbandonedNodeEnforcement(false)
        .apply("Events", Create.of(events).withCoder(OrderEventCoder.of()))
        .apply(
            "CountOnce",
            CountOnce.of(
                EventDecoder.<OrderEvent, OrderView>of(new Copies.AmongAll(events.size())),
                RULES,
                new OrderContributions(),
                new Each(),
                StringUtf8Coder.of()));
  }

  /** Passes on each, at its own time. */
  private static final class Each implements BundleAggregation<OrderFigures, String> {
    private static final long serialVersionUID = 1;

    @Override
    public Aggregator<OrderFigures, String> open() {
      return new Aggregator<>() {
        @Override
        public void add(OrderFigures figures, Output<String> out) {
          out.emit(figures.gross() + " of " + figures.storeId(), figures.eventTime());
        }

        @Override
        public void flush(Output<String> out) {}
      };
    }
  }
}
