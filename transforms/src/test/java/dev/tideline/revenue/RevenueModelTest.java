package dev.tideline.revenue;

import dev.tideline.admission.Outcome;
import dev.tideline.event.EventDecoder;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderEventCoder;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.store.Store;
import dev.tideline.store.StoreTimeline;
import dev.tideline.store.Stores;
import dev.tideline.testing.Account;
import dev.tideline.testing.ModelLedger;
import dev.tideline.testing.OrderWorld;
import dev.tideline.testing.TextLines;
import dev.tideline.windowing.DropEarlyPanes;
import dev.tideline.windowing.Lateness;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The P&amp;L against a model that adds up event by event with {@link BigDecimal} and {@code
 * java.time}, over many worlds. What differs names the seed of its world at the end of its ids.
 */
@ExtendWith(TestPipelineExtension.class)
class RevenueModelTest {

  private static final LocalDate FROM = LocalDate.of(2017, 10, 15);
  private static final LocalDate TO = LocalDate.of(2026, 10, 25);

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
    List<OrderWorld> worlds = OrderWorld.of(firstSeed, 25, Duration.ofDays(3));
    Stores stores = OrderWorld.stores(worlds);
    Outcome<RevenueRow> outcome =
        pipeline
            .apply(Create.of(OrderWorld.shuffled(worlds)).withCoder(OrderEventCoder.of()))
            .apply(
                DailyRevenue.of(
                    EventDecoder.marked(),
                    new RevenueRules(
                        stores,
                        Lateness.closeOfBooks(stores),
                        Math.toIntExact(FROM.toEpochDay()),
                        Math.toIntExact(TO.toEpochDay()))));
    ModelLedger ledger = new ModelLedger();
    List<String> expected = new ArrayList<>();
    worlds.forEach(world -> expected.addAll(rows(world, stores, ledger)));
    expected.addAll(ledger.lines());
    Outcome<RevenueRow> finalOnly = outcome.withRows(outcome.rows().apply(DropEarlyPanes.of()));
    TextLines.assertSame(Account.lines(finalOnly, RevenueRow.FORMAT::toJson), expected);
    pipeline.run();
  }

  private static List<String> rows(OrderWorld world, Stores stores, ModelLedger ledger) {
    Map<List<String>, List<OrderEvent>> byKey = new LinkedHashMap<>();
    for (OrderWorld.Planted planted : world.planted()) {
      OrderEvent event = planted.event();
      StoreTimeline timeline = stores.get(event.storeId());
      if (planted.defect() != null) {
        ledger.enter(event, planted.defect(), false, false);
        continue;
      }
      Store store = timeline.at(event.eventTime());
      LocalDate day =
          Instant.ofEpochMilli(event.eventTime()).atZone(store.timeZone()).toLocalDate();
      boolean inScope =
          event.type() != OrderType.FULFILLED && !day.isBefore(FROM) && !day.isAfter(TO);
      ZonedDateTime close = day.plusDays(1).atTime(4, 0).atZone(store.timeZone());
      boolean tooLate = Instant.ofEpochMilli(event.ingestTime()).isAfter(close.toInstant());
      if (ledger.enter(event, null, inScope, tooLate)) {
        event.lines().stream()
            .map(OrderLine::category)
            .distinct()
            .forEach(
                category ->
                    byKey
                        .computeIfAbsent(
                            List.of(day.toString(), store.storeId(), category, store.currency()),
                            key -> new ArrayList<>())
                        .add(event));
      }
    }
    List<String> rows = new ArrayList<>();
    byKey.forEach((key, events) -> rows.add(Account.row(row(key, events))));
    return rows;
  }

  private static String row(List<String> key, List<OrderEvent> events) {
    String category = key.get(2);
    BigDecimal revenue =
        sum(events, OrderType.PLACED, category, OrderLine::amount)
            .subtract(sum(events, OrderType.CANCELLED, category, OrderLine::amount));
    BigDecimal refunds = sum(events, OrderType.REFUNDED, category, OrderLine::amount);
    BigDecimal cost =
        sum(events, OrderType.PLACED, category, OrderLine::cost)
            .subtract(sum(events, OrderType.CANCELLED, category, OrderLine::cost));
    BigDecimal units =
        sum(events, OrderType.PLACED, category, line -> line.quantity() * 10_000L)
            .subtract(
                sum(events, OrderType.CANCELLED, category, line -> line.quantity() * 10_000L));
    long orders = events.stream().filter(event -> event.type() == OrderType.PLACED).count();
    return String.format(
        "{\"business_day\":\"%s\",\"store_id\":\"%s\",\"category\":\"%s\",\"currency\":\"%s\","
            + "\"orders\":%d,\"lines\":%d,\"units\":%s,\"revenue\":%s,\"refunds\":%s,\"cost\":%s,"
            + "\"margin\":%s,\"average_order\":%s,\"events\":%d}",
        key.get(0),
        key.get(1),
        category,
        key.get(3),
        orders,
        lines(events, OrderType.PLACED, category).count(),
        units.setScale(0, RoundingMode.UNNECESSARY),
        revenue,
        refunds,
        cost,
        revenue.subtract(refunds).subtract(cost),
        orders == 0
            ? "0.0000"
            : revenue.divide(BigDecimal.valueOf(orders), 4, RoundingMode.HALF_UP),
        events.stream().filter(e -> e.lines().get(0).category().equals(category)).count());
  }

  private interface Column {
    long of(OrderLine line);
  }

  private static BigDecimal sum(
      List<OrderEvent> events, OrderType type, String category, Column column) {
    return lines(events, type, category)
        .map(line -> BigDecimal.valueOf(column.of(line), 4))
        .reduce(BigDecimal.ZERO.setScale(4), BigDecimal::add);
  }

  private static Stream<OrderLine> lines(List<OrderEvent> events, OrderType type, String category) {
    return events.stream()
        .filter(event -> event.type() == type)
        .flatMap(event -> event.lines().stream())
        .filter(line -> line.category().equals(category));
  }
}
