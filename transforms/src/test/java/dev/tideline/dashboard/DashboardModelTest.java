package dev.tideline.dashboard;

import dev.tideline.admission.Outcome;
import dev.tideline.event.EventDecoder;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderEventCoder;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import dev.tideline.testing.Account;
import dev.tideline.testing.FreshMartStores;
import dev.tideline.testing.ModelLedger;
import dev.tideline.testing.OrderWorld;
import dev.tideline.testing.TextLines;
import dev.tideline.windowing.DropEarlyPanes;
import dev.tideline.windowing.Lateness;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The dashboard against a model that looks at every window of every store by itself, over many
 * worlds. What differs names the seed of its world at the end of its ids.
 */
@ExtendWith(TestPipelineExtension.class)
class DashboardModelTest {

  private static final Duration SPAN = Duration.ofHours(2);

  @ParameterizedTest
  @ValueSource(longs = {0})
  void agreesWithTheModel(long firstSeed, TestPipeline pipeline) {
    agree(firstSeed, pipeline);
  }

  @ParameterizedTest
  @ValueSource(longs = {25, 50, 75})
  @Tag("exhaustive")
  void agreesWithTheModelInMoreWorlds(long firstSeed, TestPipeline pipeline) {
    agree(firstSeed, pipeline);
  }

  private void agree(long firstSeed, TestPipeline pipeline) {
    List<OrderWorld> worlds = OrderWorld.of(firstSeed, 25, SPAN);
    Stores stores = OrderWorld.stores(worlds);
    Outcome<DashboardRow> outcome =
        pipeline
            .apply(Create.of(OrderWorld.shuffled(worlds)).withCoder(OrderEventCoder.of()))
            .apply(
                OpsDashboard.of(
                    EventDecoder.marked(), new DashboardRules(stores, Lateness.tolerance())));
    ModelLedger ledger = new ModelLedger();
    List<String> expected = new ArrayList<>();
    worlds.forEach(world -> expected.addAll(rows(world, ledger)));
    expected.addAll(ledger.lines());
    Outcome<DashboardRow> finalOnly = outcome.withRows(outcome.rows().apply(DropEarlyPanes.of()));
    TextLines.assertSame(Account.lines(finalOnly, DashboardRow.FORMAT::toJson), expected);
    pipeline.run();
  }

  private static List<String> rows(OrderWorld world, ModelLedger ledger) {
    List<OrderEvent> counted = new ArrayList<>();
    for (OrderWorld.Planted planted : world.planted()) {
      OrderEvent event = planted.event();
      boolean inScope = event.type() != OrderType.REFUNDED;
      boolean tooLate =
          Duration.ofMillis(event.ingestTime() - event.eventTime())
                  .compareTo(Duration.ofMinutes(10))
              > 0;
      if (ledger.enter(event, planted.defect(), inScope, tooLate)) {
        counted.add(event);
      }
    }
    List<String> rows = new ArrayList<>();
    long fiveMinutes = Duration.ofMinutes(5).toMillis();
    long noon = FreshMartStores.at(world.day() + "T12:00:00Z");
    long first = noon - SPAN.toMillis();
    long last = noon + SPAN.toMillis();
    for (Store store : world.stores()) {
      for (long end = first; end <= last; end += fiveMinutes) {
        List<OrderEvent> within = new ArrayList<>();
        for (OrderEvent event : counted) {
          boolean here = event.storeId().equals(store.storeId());
          if (here && event.eventTime() >= end - 6 * fiveMinutes && event.eventTime() < end) {
            within.add(event);
          }
        }
        if (!within.isEmpty()) {
          rows.add(Account.row(row(store, end, within)));
        }
      }
    }
    return rows;
  }

  private static String row(Store store, long end, List<OrderEvent> events) {
    int orders = 0;
    int cancellations = 0;
    BigDecimal revenue = BigDecimal.ZERO;
    List<Long> serviceTimes = new ArrayList<>();
    for (OrderEvent event : events) {
      if (event.type() == OrderType.PLACED) {
        orders++;
        for (OrderLine line : event.lines()) {
          revenue = revenue.add(BigDecimal.valueOf(line.amount(), 4));
        }
      } else if (event.type() == OrderType.CANCELLED) {
        cancellations++;
      } else {
        serviceTimes.add(event.eventTime() - event.placedAt());
      }
    }
    serviceTimes.sort(null);
    return String.format(
        "{\"window_end\":\"%s\",\"store_id\":\"%s\",\"currency\":\"%s\",\"orders\":%d,"
            + "\"revenue\":%s,\"average_order\":%s,\"cancellations\":%d,"
            + "\"cancellation_rate\":%s,\"fulfilled\":%d,\"service_time_p50_ms\":%d,"
            + "\"service_time_p95_ms\":%d,\"events\":%d}",
        Instant.ofEpochMilli(end).toString().replace("Z", ".000Z"),
        store.storeId(),
        store.currency(),
        orders,
        revenue.setScale(4),
        ratio(revenue, orders),
        cancellations,
        ratio(BigDecimal.valueOf(cancellations), orders),
        serviceTimes.size(),
        nearestRank(serviceTimes, 50),
        nearestRank(serviceTimes, 95),
        events.size());
  }

  private static BigDecimal ratio(BigDecimal of, int by) {
    return by == 0
        ? BigDecimal.ZERO.setScale(4)
        : of.divide(BigDecimal.valueOf(by), 4, RoundingMode.HALF_UP);
  }

  /** The exact percentile, then the largest time of the bucket it is in. */
  private static long nearestRank(List<Long> sorted, int percent) {
    if (sorted.isEmpty()) {
      return 0;
    }
    int rank = (int) Math.ceil(percent * sorted.size() / 100.0);
    long week = Duration.ofDays(7).toMillis();
    long exact = Math.min(sorted.get(rank - 1), week);
    long width = 1;
    while (exact / width > 2047) {
      width *= 2;
    }
    return Math.min(week, exact / width * width + width - 1);
  }
}
