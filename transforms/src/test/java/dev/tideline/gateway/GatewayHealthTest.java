package dev.tideline.gateway;

import static dev.tideline.testing.Clock.atIngest;
import static dev.tideline.testing.Clock.time;
import static dev.tideline.testing.FreshMartStores.STORES;
import static dev.tideline.testing.Payments.payment;

import dev.tideline.admission.Outcome;
import dev.tideline.event.EventDecoder;
import dev.tideline.payment.AllPaymentsRules;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentCoders;
import dev.tideline.testing.Panes;
import dev.tideline.testing.TextLines;
import dev.tideline.windowing.Lateness;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.testing.TestStream;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class GatewayHealthTest {

  private static final Payment FIRST = payment("first", "2026-03-17T09:01:00Z");
  private static final Payment LATE =
      payment("late", "2026-03-17T09:04:00Z", "2026-03-17T09:12:00Z", "25");
  private static final Payment TOO_LATE =
      payment("too-late", "2026-03-17T09:04:00Z", "2026-03-17T09:14:00.001Z", "25");

  /** Two payments of five minutes, and one beyond the tolerance; then nothing more. */
  private static final TestStream<Payment> CLOCK =
      TestStream.create(PaymentCoders.PAYMENT)
          .advanceWatermarkTo(time("2026-03-17T09:01:00Z"))
          .addElements(atIngest(FIRST))
          .advanceProcessingTime(Duration.standardHours(1)) // an open window does not fire
          .advanceWatermarkTo(time("2026-03-17T09:12:00Z")) // two windows are over
          .addElements(atIngest(LATE))
          .advanceWatermarkTo(time("2026-03-17T09:14:00Z"))
          .addElements(atIngest(TOO_LATE))
          .advanceWatermarkToInfinity();

  @Test
  void firesOnTimeAndOnEachLateArrival(TestPipeline pipeline) {
    Outcome<GatewayRow> outcome =
        pipeline
            .apply("Clock", CLOCK)
            .apply(
                "Health",
                GatewayHealth.of(
                    EventDecoder.marked(),
                    new AllPaymentsRules(STORES, Lateness.tolerance()),
                    new GatewayRow.Thresholds(500_000, 60)));

    TextLines.assertText(
        outcome.rows().apply("Panes", Panes.of(GatewayHealthTest::brief)),
        """
        [17T08:00, 17T09:05) 0 ON_TIME  1 and 0 before, OK
        [17T08:00, 17T09:05) 1 LATE     2 and 0 before, OK
        [17T08:05, 17T09:10) 0 ON_TIME  0 and 1 before, SILENT
        [17T08:05, 17T09:10) 1 LATE     0 and 2 before, SILENT
        [17T08:10, 17T09:15) 0 ON_TIME  0 and 2 before, SILENT
        [17T08:15, 17T09:20) 0 ON_TIME  0 and 2 before, SILENT
        [17T08:20, 17T09:25) 0 ON_TIME  0 and 2 before, SILENT
        [17T08:25, 17T09:30) 0 ON_TIME  0 and 2 before, SILENT
        [17T08:30, 17T09:35) 0 ON_TIME  0 and 2 before, SILENT
        [17T08:35, 17T09:40) 0 ON_TIME  0 and 2 before, SILENT
        [17T08:40, 17T09:45) 0 ON_TIME  0 and 2 before, SILENT
        [17T08:45, 17T09:50) 0 ON_TIME  0 and 2 before, SILENT
        [17T08:50, 17T09:55) 0 ON_TIME  0 and 2 before, SILENT
        [17T08:55, 17T10:00) 0 ON_TIME  0 and 2 before, SILENT
        [17T09:00, 17T10:05) 0 ON_TIME  0 and 2 before, SILENT
        """);
    pipeline.run();
  }

  private static String brief(GatewayRow row) {
    return row.last().count() + " and " + row.hour().count() + " before, " + row.state();
  }
}
