package dev.tideline.duplicates;

import static dev.tideline.testing.FreshMartStores.STORES;
import static dev.tideline.testing.Orders.ingested;
import static dev.tideline.testing.Orders.line;
import static dev.tideline.testing.Orders.placed;

import dev.tideline.admission.Outcome;
import dev.tideline.event.Copies;
import dev.tideline.event.EventDecoder;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderEventCoder;
import dev.tideline.order.OrderView;
import dev.tideline.revenue.DailyRevenue;
import dev.tideline.revenue.RevenueRow;
import dev.tideline.revenue.RevenueRules;
import dev.tideline.testing.TextLines;
import dev.tideline.windowing.Lateness;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The money of an event is told once, whichever of its copies count, came too late or were
 * rejected.
 */
@ExtendWith(TestPipelineExtension.class)
class MoneyOfCopiesTest {

  private static final String TEN = "2026-03-17T10:00:00Z";

  /** An hour before it happened: from the future. */
  private static final String BEFORE = "2026-03-17T09:00:00Z";

  private static final String SOON = "2026-03-17T10:00:05Z";
  private static final String LATE = "2026-03-19T10:00:00Z";
  private static final String LATER = "2026-03-20T10:00:00Z";

  @Test
  void itIsThatOfTheCopyThatCountsElseOfTheFirstThatCameTooLateElseOfTheFirstRejected(
      TestPipeline pipeline) {
    assertMoney(
        pipeline,
        List.of(
            sale("counted", "1", SOON),
            sale("counted", "1", LATE),
            sale("counted", "1", BEFORE),
            sale("late", "2", LATER),
            sale("late", "2", LATE),
            sale("late", "2", BEFORE),
            sale("rejected", "4", "2026-03-17T09:30:00Z"),
            sale("rejected", "4", BEFORE),
            sale("reused id", "8", LATE),
            sale("reused id", "16", LATE)),
        "LATE counted 10000 " + LATE + " COUNTED repeat",
        "LATE late 20000 " + LATE + " NOT_COUNTED",
        "LATE late 20000 " + LATER + " NOT_COUNTED repeat",
        "LATE reused id 80000 " + LATE + " NOT_COUNTED",
        "LATE reused id 160000 " + LATE + " NOT_COUNTED",
        "REJECTED counted 10000 " + BEFORE + " repeat",
        "REJECTED late 20000 " + BEFORE + " repeat",
        "REJECTED rejected 40000 " + BEFORE,
        "REJECTED rejected 40000 2026-03-17T09:30:00Z repeat");
  }

  private static OrderEvent sale(String id, String amount, String ingested) {
    return ingested(placed(id, "berlin", TEN, line("tea", 1, amount, "0")), ingested);
  }

  private static void assertMoney(
      TestPipeline pipeline, List<OrderEvent> events, String... expected) {
    List<OrderEvent> shuffled = Arrays.asList(events.toArray(OrderEvent[]::new));
    Collections.shuffle(shuffled, new Random(20260317));
    Outcome<RevenueRow> outcome =
        pipeline
            .apply(Create.of(shuffled).withCoder(OrderEventCoder.of()))
            .apply(
                DailyRevenue.of(
                    EventDecoder.<OrderEvent, OrderView>of(new Copies.AmongAll(events.size())),
                    RevenueRules.between(null, null, STORES, Lateness.closeOfBooks(STORES))));
    PCollection<String> late =
        outcome
            .tooLate()
            .apply(
                "Late",
                TextLines.of(
                    event ->
                        "LATE %s %s %s %s%s"
                            .formatted(
                                event.unposted().eventId(),
                                event.unposted().net(),
                                Instant.ofEpochMilli(event.ingestTime()),
                                event.otherCopy(),
                                event.unposted().repeat() ? " repeat" : "")));
    PCollection<String> rejected =
        outcome
            .rejects()
            .apply(
                "Rejected",
                TextLines.of(
                    reject ->
                        "REJECTED %s %s %s%s"
                            .formatted(
                                reject.unposted().eventId(),
                                reject.unposted().net(),
                                Instant.ofEpochMilli(reject.ingestTime()),
                                reject.unposted().repeat() ? " repeat" : "")));
    TextLines.assertSame(
        PCollectionList.of(late).and(rejected).apply(Flatten.pCollections()), List.of(expected));
    pipeline.run();
  }
}
