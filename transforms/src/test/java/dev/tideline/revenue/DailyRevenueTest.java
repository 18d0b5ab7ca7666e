package dev.tideline.revenue;

import static dev.tideline.testing.Clock.atIngest;
import static dev.tideline.testing.Clock.time;
import static dev.tideline.testing.FreshMartStores.STORES;
import static dev.tideline.testing.Orders.cancelled;
import static dev.tideline.testing.Orders.ingested;
import static dev.tideline.testing.Orders.line;
import static dev.tideline.testing.Orders.placed;
import static dev.tideline.testing.Orders.refunded;

import dev.tideline.admission.Outcome;
import dev.tideline.event.Copies;
import dev.tideline.event.EventDecoder;
import dev.tideline.event.RecordDecoder;
import dev.tideline.money.Amount;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderEventCoder;
import dev.tideline.order.OrderView;
import dev.tideline.testing.Account;
import dev.tideline.testing.Panes;
import dev.tideline.testing.TextLines;
import dev.tideline.windowing.Lateness;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class DailyRevenueTest {

  private static final RevenueRules RULES = days("2011-01-01", "2026-12-31");
  private static final DailyRevenue<OrderEvent> REVENUE =
      DailyRevenue.of(EventDecoder.marked(), RULES);

  private static final OrderEvent ON_TIME = order("on-time", "17T10:00:00", "17T10:00:05");
  private static final OrderEvent UNNOTICED = order("unnoticed", "17T11:00:00", "18T02:59:00");
  private static final OrderEvent NOTICED = order("noticed", "17T12:00:00", "18T02:59:59");
  private static final OrderEvent TOO_LATE = order("too-late", "17T13:00:00", "18T03:00:00.001");

  /**
   * Four orders of 17 March in Berlin, whose books close on the 18th at 03:00 UTC. The last
   * tolerated one meets a watermark that has, against the rules of a good source, passed that
   * moment already.
   */
  private static final TestStream<OrderEvent> CLOCK =
      TestStream.create(OrderEventCoder.of())
          .advanceWatermarkTo(time("2026-03-17T09:55:00Z"))
          .addElements(atIngest(ON_TIME))
          .advanceProcessingTime(Duration.standardSeconds(61)) // provisional
          .advanceWatermarkTo(time("2026-03-18T02:54:00Z"))
          .addElements(atIngest(UNNOTICED)) // the day is over, its books are not closed
          .advanceWatermarkTo(time("2026-03-18T03:01:00Z")) // final
          .addElements(atIngest(NOTICED)) // a correction
          .addElements(atIngest(TOO_LATE)) // 1 ms after the close
          .advanceWatermarkToInfinity();

  @Test
  void firesProvisionallyAtTheCloseOfBooksAndInCorrections(TestPipeline pipeline) {
    Outcome<RevenueRow> outcome = pipeline.apply("Clock", CLOCK).apply("Revenue", REVENUE);

    TextLines.assertText(
        outcome.rows().apply("Panes", Panes.of(DailyRevenueTest::brief)),
        """
        [17T00:00, 18T03:00) 0 EARLY    2026-03-17 berlin dairy 10.0000
        [17T00:00, 18T03:00) 1 ON_TIME  2026-03-17 berlin dairy 20.0000
        [17T00:00, 18T03:00) 2 LATE     2026-03-17 berlin dairy 30.0000
        """);
    pipeline.run();
  }

  @Test
  void accountsForEveryOrderByTheMinuteOfItsIngest(TestPipeline pipeline) {
    Outcome<RevenueRow> outcome = pipeline.apply("Clock", CLOCK).apply("Revenue", REVENUE);

    TextLines.assertText(
        Account.withoutRows(outcome),
        """
        MINUTE 2026-03-17T10:00:00Z read 1 = 1 counted, 0 duplicate, 0 too late, 0 out of scope, rejected {}
        MINUTE 2026-03-18T02:59:00Z read 2 = 2 counted, 0 duplicate, 0 too late, 0 out of scope, rejected {}
        MINUTE 2026-03-18T03:00:00Z read 1 = 0 counted, 0 duplicate, 1 too late, 0 out of scope, rejected {}
        TOO_LATE too-late@0 %s
        """
            .formatted(TOO_LATE.toJson()));
    pipeline.run();
  }

  @Test
  void whatHappenedBeforeMidnightCountsForThatDayWheneverItIsIngested(TestPipeline pipeline) {
    // In Berlin it is 23:58 on the 17th, and 00:03 on the 18th when it arrives.
    assertRows(
        pipeline,
        List.of(order("shortly-before-midnight", "17T22:58:00", "17T23:03:00")),
        "2026-03-17 berlin dairy 10.0000");
  }

  @Test
  void aDayOfTwentyThreeHoursAndOneOfTwentyFive(TestPipeline pipeline) {
    assertRows(
        pipeline,
        List.of(
            sale("berlin", "2026-03-28T22:59:59.999Z", "1"), // clocks go forward on the 29th
            sale("berlin", "2026-03-28T23:00:00Z", "2"),
            sale("berlin", "2026-03-29T21:59:59.999Z", "4"),
            sale("berlin", "2026-03-29T22:00:00Z", "8"),
            sale("berlin", "2026-10-24T21:59:59.999Z", "1"), // and back on 25 October
            sale("berlin", "2026-10-24T22:00:00Z", "2"),
            sale("berlin", "2026-10-25T22:59:59.999Z", "4"),
            sale("berlin", "2026-10-25T23:00:00Z", "8")),
        "2026-03-28 berlin dairy 1.0000",
        "2026-03-29 berlin dairy 6.0000",
        "2026-03-30 berlin dairy 8.0000",
        "2026-10-24 berlin dairy 1.0000",
        "2026-10-25 berlin dairy 6.0000",
        "2026-10-26 berlin dairy 8.0000");
  }

  @Test
  void aDayWithoutMidnightAndADayThatNeverWas(TestPipeline pipeline) {
    assertRows(
        pipeline,
        List.of(
            sale("paulo", "2017-10-15T02:59:59.999Z", "1"), // 23:59:59.999, and then 01:00
            sale("paulo", "2017-10-15T03:00:00Z", "2"),
            sale("paulo", "2017-10-16T01:59:59.999Z", "4"),
            sale("paulo", "2017-10-16T02:00:00Z", "8"),
            sale("apia", "2011-12-30T09:59:59.999Z", "1"), // the 29th, and then the 31st
            sale("apia", "2011-12-30T10:00:00Z", "2")),
        "2011-12-29 apia dairy 1.0000",
        "2011-12-31 apia dairy 2.0000",
        "2017-10-14 paulo dairy 1.0000",
        "2017-10-15 paulo dairy 6.0000",
        "2017-10-16 paulo dairy 8.0000");
  }

  @Test
  void onlyTheDaysAskedForAreInScope(TestPipeline pipeline) {
    PCollection<RevenueRow> rows =
        pipeline
            .apply(
                Create.of(
                        sale("berlin", "2026-03-16T22:59:59.999Z", "1"),
                        sale("berlin", "2026-03-16T23:00:00Z", "2"),
                        sale("berlin", "2026-03-17T22:59:59.999Z", "4"),
                        sale("berlin", "2026-03-17T23:00:00Z", "8"))
                    .withCoder(OrderEventCoder.of()))
            .apply(DailyRevenue.of(EventDecoder.marked(), days("2026-03-17", "2026-03-17")))
            .rows();
    TextLines.assertText(
        rows.apply(Panes.of(DailyRevenueTest::brief)),
        "[17T00:00, 18T03:00) 0 ON_TIME  2026-03-17 berlin dairy 6.0000");
    pipeline.run();
  }

  @Test
  void cancellationsReverseAndRefundsAreBookedApart(TestPipeline pipeline) {
    PCollection<RevenueRow> rows =
        pipeline
            .apply(
                Create.of(
                        placed(
                            "a",
                            "delhi",
                            "2026-03-17T08:00:00Z",
                            line("tea", 3, "30.00", "12.00"),
                            line("tea", 1, "5.0001", "2.00"),
                            line("jam", 1, "7.00", "3.00")),
                        cancelled(
                            "b", "delhi", "2026-03-17T09:00:00Z", line("tea", 1, "10.00", "4.00")),
                        refunded(
                            "c", "delhi", "2026-03-17T10:00:00Z", line("tea", 1, "10.00", "4.00")))
                    .withCoder(OrderEventCoder.of()))
            .apply(REVENUE)
            .rows();
    TextLines.assertText(
        rows.apply(Panes.of(RevenueRow.FORMAT::toJson)),
        """
        [17T00:00, 17T22:30) 0 ON_TIME  {"business_day":"2026-03-17","store_id":"delhi",\
        "category":"jam","currency":"INR","orders":1,"lines":1,"units":1,"revenue":7.0000,\
        "refunds":0.0000,"cost":3.0000,"margin":4.0000,"average_order":7.0000,"events":0}
        [17T00:00, 17T22:30) 0 ON_TIME  {"business_day":"2026-03-17","store_id":"delhi",\
        "category":"tea","currency":"INR","orders":1,"lines":2,"units":3,"revenue":25.0001,\
        "refunds":10.0000,"cost":10.0000,"margin":5.0001,"average_order":25.0001,"events":3}
        """);
    pipeline.run();
  }

  @Test
  void everyEventThreeTimesAndInAnyOrderChangesNothing(TestPipeline pipeline) {
    List<OrderEvent> thrice = new ArrayList<>();
    for (int copy = 0; copy < 3; copy++) {
      thrice.add(sale("berlin", "2026-03-17T10:00:00Z", "1").asCopy(copy));
      thrice.add(sale("berlin", "2026-03-17T11:00:00Z", "2").asCopy(copy));
      thrice.add(sale("boston", "2026-03-17T12:00:00Z", "4").asCopy(copy));
    }
    Collections.shuffle(thrice, new Random(20260317));
    assertRows(
        pipeline, thrice, "2026-03-17 berlin dairy 3.0000", "2026-03-17 boston dairy 4.0000");
  }

  @Test
  void aTotalMayBeMoreThanALongHolds(TestPipeline pipeline) {
    int many = Math.toIntExact(Long.MAX_VALUE / Amount.LARGEST + 1);
    PCollection<RevenueRow> rows =
        pipeline
            .apply(Create.of(many, many).withCoder(VarIntCoder.of()))
            .apply(DailyRevenue.of(new HugeSales(), RULES))
            .rows();
    TextLines.assertText(
        rows.apply(TextLines.of(RevenueRow.FORMAT::toJson)),
        """
        {"business_day":"2026-03-17","store_id":"berlin","category":"dairy","currency":"EUR",\
        "orders":1844676,"lines":1844676,"units":1844676,"revenue":1844676000000000.0000,\
        "refunds":0.0000,"cost":0.0000,"margin":1844676000000000.0000,\
        "average_order":1000000000.0000,"events":1844676}
        """);
    pipeline.run();
  }

  /** As many as an element says. */
  private static final class HugeSales implements RecordDecoder<Integer, OrderView> {
    private static final long serialVersionUID = 1;

    @Override
    public void decode(Integer times, Handler<OrderView> handler) {
      OrderEvent huge = sale("berlin", "2026-03-17T10:00:00Z", "1000000000");
      for (int i = 0; i < times; i++) {
        handler.onRecord(huge.ingestTime());
        handler.onEvent(huge);
      }
    }

    @Override
    public Copies copies() {
      return new Copies.Marked();
    }
  }

  private static void assertRows(
      TestPipeline pipeline, List<OrderEvent> events, String... expected) {
    PCollection<RevenueRow> rows =
        pipeline.apply(Create.of(events).withCoder(OrderEventCoder.of())).apply(REVENUE).rows();
    TextLines.assertText(
        rows.apply(TextLines.of(DailyRevenueTest::brief)), String.join("\n", expected));
    pipeline.run();
  }

  private static OrderEvent order(String id, String time, String ingestTime) {
    return ingested(
        placed(id, "berlin", "2026-03-" + time + "Z", line("dairy", 2, "10.00", "6.00")),
        "2026-03-" + ingestTime + "Z");
  }

  private static OrderEvent sale(String storeId, String time, String amount) {
    return placed(storeId + time, storeId, time, line("dairy", 1, amount, "0"));
  }

  private static RevenueRules days(String from, String to) {
    return new RevenueRules(
        STORES,
        Lateness.closeOfBooks(STORES),
        Math.toIntExact(LocalDate.parse(from).toEpochDay()),
        Math.toIntExact(LocalDate.parse(to).toEpochDay()));
  }

  private static String brief(RevenueRow row) {
    return LocalDate.ofEpochDay(row.day().businessDay())
        + " "
        + row.day().storeId()
        + " "
        + row.category()
        + " "
        + Amount.format(row.revenue().revenue());
  }
}
