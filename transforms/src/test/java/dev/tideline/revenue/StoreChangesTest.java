package dev.tideline.revenue;

import static dev.tideline.testing.FreshMartStores.at;
import static dev.tideline.testing.Orders.line;

import dev.tideline.admission.Outcome;
import dev.tideline.dashboard.DashboardRow;
import dev.tideline.dashboard.DashboardRules;
import dev.tideline.dashboard.OpsDashboard;
import dev.tideline.event.EventDecoder;
import dev.tideline.money.Amount;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderEventCoder;
import dev.tideline.order.OrderType;
import dev.tideline.records.RecordLocation;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import dev.tideline.testing.Account;
import dev.tideline.testing.TextLines;
import dev.tideline.windowing.Lateness;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Stores that change their currency, zone, hours or doors while there are events of them. */
@ExtendWith(TestPipelineExtension.class)
class StoreChangesTest {

  private static final long EURO = at("2026-01-01T10:00:00Z");
  private static final long MOVE = at("2026-03-17T00:00:00Z");
  private static final long LEAP = at("2026-05-02T10:30:00Z");
  private static final long LATE = at("2026-03-17T05:00:00Z");
  private static final long END = at("2026-06-01T00:00:00Z");

  private static final Stores STORES =
      Stores.of(
          List.of(
              store("sofia", "Europe/Sofia", "BGN", Store.ALWAYS, EURO),
              store("sofia", "Europe/Sofia", "EUR", EURO, Store.FOREVER),
              store("moving", "Europe/Berlin", "EUR", Store.ALWAYS, MOVE),
              store("moving", "America/New_York", "EUR", MOVE, Store.FOREVER),
              // a day's difference on the clock, and books that close at the same moments
              store("samoa", "Pacific/Pago_Pago", "USD", Store.ALWAYS, LEAP),
              store("samoa", "Pacific/Apia", "USD", LEAP, Store.FOREVER),
              store("night", "Europe/Berlin", "EUR", Store.ALWAYS, LATE),
              new Store(
                  "night",
                  "night",
                  ZoneId.of("Europe/Berlin"),
                  "EUR",
                  LocalTime.of(6, 0),
                  LocalTime.of(10, 0),
                  LATE,
                  Store.FOREVER),
              store("closing", "Europe/Berlin", "EUR", Store.ALWAYS, END)));

  @Test
  void aDayInTwoCurrenciesHasARowInEach(TestPipeline pipeline) {
    assertRevenue(
        pipeline,
        List.of(
            sale("sofia", "BGN", "2026-01-01T09:59:59.999Z", "1"),
            sale("sofia", "BGN", "2026-01-01T08:00:00Z", "2"),
            sale("sofia", "EUR", "2026-01-01T10:00:00Z", "4"),
            sale("sofia", "EUR", "2026-01-01T12:00:00Z", "8")),
        """
        2026-01-01 sofia BGN 3.0000 of 2
        2026-01-01 sofia EUR 12.0000 of 2
        """);
  }

  @Test
  void aHalfHourInTwoCurrenciesHasARowInEach(TestPipeline pipeline) {
    PCollection<DashboardRow> rows =
        events(
                pipeline,
                List.of(
                    sale("sofia", "BGN", "2026-01-01T09:58:00Z", "1"),
                    sale("sofia", "EUR", "2026-01-01T10:02:00Z", "4")))
            .apply(
                OpsDashboard.of(
                    EventDecoder.marked(), new DashboardRules(STORES, Lateness.tolerance())))
            .rows();
    TextLines.assertText(
        rows.apply(TextLines.of(StoreChangesTest::brief)),
        """
        2026-01-01T10:00:00Z BGN 1.0000
        2026-01-01T10:05:00Z BGN 1.0000
        2026-01-01T10:05:00Z EUR 4.0000
        2026-01-01T10:10:00Z BGN 1.0000
        2026-01-01T10:10:00Z EUR 4.0000
        2026-01-01T10:15:00Z BGN 1.0000
        2026-01-01T10:15:00Z EUR 4.0000
        2026-01-01T10:20:00Z BGN 1.0000
        2026-01-01T10:20:00Z EUR 4.0000
        2026-01-01T10:25:00Z BGN 1.0000
        2026-01-01T10:25:00Z EUR 4.0000
        2026-01-01T10:30:00Z EUR 4.0000
        """);
    pipeline.run();
  }

  /** Midnight UTC is 01:00 on the 17th in Berlin, and 20:00 on the 16th in New York. */
  @Test
  void aDateOnTwoClocksIsOneDay(TestPipeline pipeline) {
    assertRevenue(
        pipeline,
        List.of(
            sale("moving", "EUR", "2026-03-16T22:00:00Z", "1"), // 23:00 on the 16th in Berlin
            sale("moving", "EUR", "2026-03-16T23:30:00Z", "2"), // 00:30 on the 17th
            sale("moving", "EUR", "2026-03-17T00:00:00Z", "4"), // 20:00 on the 16th in New York
            sale("moving", "EUR", "2026-03-17T05:00:00Z", "8")), // 01:00 on the 17th
        """
        2026-03-16 moving EUR 5.0000 of 2
        2026-03-17 moving EUR 10.0000 of 2
        """);
  }

  @Test
  void daysThatCloseAtTheSameMomentStayApart(TestPipeline pipeline) {
    assertRevenue(
        pipeline,
        List.of(
            sale("samoa", "USD", "2026-05-02T10:00:00Z", "1"), // 23:00 on the 1st in Pago Pago
            sale("samoa", "USD", "2026-05-02T11:00:00Z", "2")), // 00:00 on the 3rd in Apia
        """
        2026-05-01 samoa USD 1.0000 of 1
        2026-05-03 samoa USD 2.0000 of 1
        """);
  }

  /** Until 17 March its days are dates; from then on they begin at six, and close at ten. */
  @Test
  void aShopBecomesABarThatTradesPastMidnight(TestPipeline pipeline) {
    assertRevenue(
        pipeline,
        List.of(
            sale("night", "EUR", "2026-03-16T22:59:59Z", "1"), // 23:59:59
            sale("night", "EUR", "2026-03-16T23:00:00Z", "2"), // midnight
            sale("night", "EUR", "2026-03-17T05:00:00Z", "4"), // 06:00
            sale("night", "EUR", "2026-03-18T01:00:00Z", "8"), // 02:00 on the 18th
            sale("night", "EUR", "2026-03-18T05:00:00Z", "16")), // 06:00
        """
        2026-03-16 night EUR 1.0000 of 1
        2026-03-17 night EUR 14.0000 of 3
        2026-03-18 night EUR 16.0000 of 1
        """);
  }

  @Test
  void whatIsSoldWhenAStoreIsNotOpenIsRejected(TestPipeline pipeline) {
    Outcome<RevenueRow> outcome =
        events(
                pipeline,
                List.of(
                    sale("closing", "EUR", "2026-05-31T23:59:55Z", "1"),
                    sale("closing", "EUR", "2026-06-01T00:00:00Z", "2"),
                    sale("sofia", "BGN", "2026-06-01T00:00:01Z", "4")))
            .apply(revenue(Lateness.asOf(at("2026-07-01T00:00:00Z"))));
    TextLines.assertText(
        Account.lines(outcome, StoreChangesTest::brief),
        """
        MINUTE 2026-06-01T00:00:00Z read 3 = 1 counted, 0 duplicate, 0 too late, 0 out of scope, \
        rejected {STORE_NOT_OPEN=1, FOREIGN_CURRENCY=1}
        REJECTED FOREIGN_CURRENCY sofia2026-06-01T00:00:01Z@0
        REJECTED STORE_NOT_OPEN closing2026-06-01T00:00:00Z@0
        ROW 2026-06-01 closing EUR 1.0000 of 1
        """);
    pipeline.run();
  }

  private static void assertRevenue(
      TestPipeline pipeline, List<OrderEvent> events, String expected) {
    PCollection<RevenueRow> rows =
        events(pipeline, events).apply(revenue(Lateness.closeOfBooks(STORES))).rows();
    TextLines.assertText(rows.apply(TextLines.of(StoreChangesTest::brief)), expected);
    pipeline.run();
  }

  private static PCollection<OrderEvent> events(TestPipeline pipeline, List<OrderEvent> events) {
    return pipeline.apply(Create.of(events).withCoder(OrderEventCoder.of()));
  }

  private static DailyRevenue<OrderEvent> revenue(Lateness lateness) {
    return DailyRevenue.of(
        EventDecoder.marked(), RevenueRules.between(null, null, STORES, lateness));
  }

  private static String brief(RevenueRow row) {
    return "%s %s %s %s of %d"
        .formatted(
            LocalDate.ofEpochDay(row.day().businessDay()),
            row.day().storeId(),
            row.currency(),
            Amount.format(row.revenue().revenue()),
            row.dayEvents());
  }

  private static String brief(DashboardRow row) {
    return Instant.ofEpochMilli(row.windowEnd())
        + " "
        + row.currency()
        + " "
        + Amount.format(row.activity().revenue());
  }

  private static Store store(String id, String zone, String currency, long from, long to) {
    return new Store(id, id, ZoneId.of(zone), currency, from, to);
  }

  private static OrderEvent sale(String store, String currency, String time, String amount) {
    return new OrderEvent(
        store + time,
        "order",
        OrderType.PLACED,
        store,
        at(time),
        at(time),
        currency,
        List.of(line("dairy", 1, amount, "0")),
        at(time) + 5_000,
        0,
        RecordLocation.inFile(store + time, 0));
  }
}
