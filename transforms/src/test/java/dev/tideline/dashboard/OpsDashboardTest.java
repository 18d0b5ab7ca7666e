package dev.tideline.dashboard;

import static dev.tideline.testing.Clock.atIngest;
import static dev.tideline.testing.Clock.time;
import static dev.tideline.testing.FreshMartStores.STORES;
import static dev.tideline.testing.Orders.cancelled;
import static dev.tideline.testing.Orders.fulfilled;
import static dev.tideline.testing.Orders.ingested;
import static dev.tideline.testing.Orders.line;
import static dev.tideline.testing.Orders.placed;
import static dev.tideline.testing.Orders.refunded;

import dev.tideline.admission.Outcome;
import dev.tideline.event.EventDecoder;
import dev.tideline.money.Amount;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderEventCoder;
import dev.tideline.testing.Account;
import dev.tideline.testing.Panes;
import dev.tideline.testing.TextLines;
import dev.tideline.windowing.Lateness;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class OpsDashboardTest {

  private static final OpsDashboard<OrderEvent> DASHBOARD =
      OpsDashboard.of(EventDecoder.marked(), new DashboardRules(STORES, Lateness.tolerance()));

  private static final OrderEvent ON_TIME = order("on-time", "09:26:00", "09:26:05");
  private static final OrderEvent UNNOTICED = order("unnoticed", "09:27:00", "09:34:00");
  private static final OrderEvent NOTICED = order("noticed", "09:28:00", "09:37:00");
  private static final OrderEvent TOO_LATE = order("too-late", "09:29:00", "09:39:00.001");

  /**
   * Four orders, placed between 09:25 and 09:30, ingested in this order. The watermark follows the
   * time of ingest at a distance of five minutes.
   */
  private static final TestStream<OrderEvent> CLOCK =
      TestStream.create(OrderEventCoder.of())
          .advanceWatermarkTo(time("2026-03-17T09:21:05Z"))
          .addElements(atIngest(ON_TIME))
          .advanceProcessingTime(Duration.standardSeconds(31)) // it fires, speculatively
          .advanceWatermarkTo(time("2026-03-17T09:29:00Z"))
          .addElements(atIngest(UNNOTICED)) // late, but the watermark has not noticed
          .advanceWatermarkTo(time("2026-03-17T09:32:00Z")) // the first half hour is over
          .addElements(atIngest(NOTICED)) // late for it, but for no other
          .advanceWatermarkTo(time("2026-03-17T09:34:00Z"))
          .addElements(atIngest(TOO_LATE)) // 1 ms past the tolerance
          .advanceWatermarkToInfinity();

  @Test
  void firesEarlyOnTimeAndOnEachLateArrival(TestPipeline pipeline) {
    Outcome<DashboardRow> outcome = pipeline.apply("Clock", CLOCK).apply("Dashboard", DASHBOARD);

    TextLines.assertText(
        outcome.rows().apply("Panes", Panes.of(OpsDashboardTest::brief)),
        """
        [17T09:00, 17T09:30) 0 EARLY    1 orders, 10.0000
        [17T09:00, 17T09:30) 1 ON_TIME  2 orders, 20.0000
        [17T09:00, 17T09:30) 2 LATE     3 orders, 30.0000
        [17T09:05, 17T09:35) 0 EARLY    1 orders, 10.0000
        [17T09:05, 17T09:35) 1 ON_TIME  3 orders, 30.0000
        [17T09:10, 17T09:40) 0 EARLY    1 orders, 10.0000
        [17T09:10, 17T09:40) 1 ON_TIME  3 orders, 30.0000
        [17T09:15, 17T09:45) 0 EARLY    1 orders, 10.0000
        [17T09:15, 17T09:45) 1 ON_TIME  3 orders, 30.0000
        [17T09:20, 17T09:50) 0 EARLY    1 orders, 10.0000
        [17T09:20, 17T09:50) 1 ON_TIME  3 orders, 30.0000
        [17T09:25, 17T09:55) 0 EARLY    1 orders, 10.0000
        [17T09:25, 17T09:55) 1 ON_TIME  3 orders, 30.0000
        """);
    pipeline.run();
  }

  @Test
  void accountsForEveryOrderByTheMinuteOfItsIngest(TestPipeline pipeline) {
    Outcome<DashboardRow> outcome = pipeline.apply("Clock", CLOCK).apply("Dashboard", DASHBOARD);

    TextLines.assertText(
        Account.withoutRows(outcome),
        """
        MINUTE 2026-03-17T09:26:00Z read 1 = 1 counted, 0 duplicate, 0 too late, 0 out of scope, rejected {}
        MINUTE 2026-03-17T09:34:00Z read 1 = 1 counted, 0 duplicate, 0 too late, 0 out of scope, rejected {}
        MINUTE 2026-03-17T09:37:00Z read 1 = 1 counted, 0 duplicate, 0 too late, 0 out of scope, rejected {}
        MINUTE 2026-03-17T09:39:00Z read 1 = 0 counted, 0 duplicate, 1 too late, 0 out of scope, rejected {}
        TOO_LATE too-late@0 %s
        """
            .formatted(TOO_LATE.toJson()));
    pipeline.run();
  }

  @Test
  void derivesAverageRateAndPercentilesFromTheSums(TestPipeline pipeline) {
    Outcome<DashboardRow> outcome =
        pipeline
            .apply(
                Create.of(
                        placed("a", "boston", "2026-03-17T14:00:00Z", line("tea", 1, "2.00", "1")),
                        placed(
                            "b",
                            "boston",
                            "2026-03-17T14:01:00Z",
                            line("tea", 1, "3.00", "1"),
                            line("jam", 1, "4.01", "1")),
                        placed("c", "boston", "2026-03-17T14:02:00Z", line("tea", 1, "1.00", "1")),
                        cancelled(
                            "d", "boston", "2026-03-17T14:03:00Z", line("tea", 1, "2.00", "1")),
                        refunded(
                            "e", "boston", "2026-03-17T14:03:30Z", line("tea", 1, "3.00", "1")),
                        fulfilled("f", "boston", "2026-03-17T14:01:00Z", "2026-03-17T14:04:00Z"),
                        fulfilled("g", "boston", "2026-03-17T14:02:00Z", "2026-03-17T14:04:01.5Z"))
                    .withCoder(OrderEventCoder.of()))
            .apply("Dashboard", DASHBOARD);

    TextLines.assertText(
        outcome.rows().apply("Panes", Panes.of(DashboardRow.FORMAT::toJson)),
        String.join(
            "\n",
            row("13:35", "14:05"),
            row("13:40", "14:10"),
            row("13:45", "14:15"),
            row("13:50", "14:20"),
            row("13:55", "14:25"),
            row("14:00", "14:30")));
    pipeline.run();
  }

  /** 121 500 ms fall into the bucket that ends at 121 535, 180 000 into the one up to 180 095. */
  private static String row(String start, String end) {
    return ("[17T%s, 17T%s) 0 ON_TIME  {\"window_end\":\"2026-03-17T%s:00.000Z\","
            + "\"store_id\":\"boston\",\"currency\":\"USD\","
            + "\"orders\":3,\"revenue\":10.0100,\"average_order\":3.3367,"
            + "\"cancellations\":1,\"cancellation_rate\":0.3333,\"fulfilled\":2,"
            + "\"service_time_p50_ms\":121535,\"service_time_p95_ms\":180095,\"events\":6}")
        .formatted(start, end, end);
  }

  private static OrderEvent order(String id, String time, String ingestTime) {
    return ingested(
        placed(id, "berlin", "2026-03-17T" + time + "Z", line("milk", 2, "10.00", "6.00")),
        "2026-03-17T" + ingestTime + "Z");
  }

  private static String brief(DashboardRow row) {
    return row.activity().orders() + " orders, " + Amount.format(row.activity().revenue());
  }
}
