package dev.tideline.fraud;

import static dev.tideline.testing.Clock.atIngest;
import static dev.tideline.testing.Clock.time;
import static dev.tideline.testing.FreshMartStores.STORES;
import static dev.tideline.testing.Payments.payment;

import dev.tideline.admission.Outcome;
import dev.tideline.event.Copies;
import dev.tideline.event.EventDecoder;
import dev.tideline.fraud.card.StateRetention;
import dev.tideline.payment.AllPaymentsRules;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentCoders;
import dev.tideline.testing.TextLines;
import dev.tideline.windowing.Lateness;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.testing.TestStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The watermark says which payments no card needs any more, and all of them are forgotten then. */
@ExtendWith(TestPipelineExtension.class)
class ForgetCardsTest {

  private static final AllPaymentsRules RULES = new AllPaymentsRules(STORES, Lateness.tolerance());
  private static final FraudPolicy FLAG_ALL = FraudPolicy.v1(1, StateRetention.byWatermark(60_000));

  @Test
  void aPaymentIsRememberedAsLongAsAnyMayNeedIt(TestPipeline pipeline) {
    scores(
        pipeline,
        TestStream.create(PaymentCoders.PAYMENT)
            .addElements(atIngest(paid("first", "10:00:00", "10:00:01")))
            .advanceWatermarkTo(time("2026-03-17T10:11:59.999Z"))
            // Held up for as long as is tolerated, just within 60 s of the first, and the watermark
            // a minute ahead of it.
            .addElements(atIngest(paid("held-up", "10:00:59.999", "10:10:59.999")))
            .advanceWatermarkToInfinity(),
        "first scores 1",
        "held-up scores 2");
  }

  @Test
  void afterThatTheCardIsAsGoodAsNew(TestPipeline pipeline) {
    scores(
        pipeline,
        TestStream.create(PaymentCoders.PAYMENT)
            .addElements(atIngest(paid("first", "10:00:00", "10:00:01")))
            .advanceWatermarkTo(time("2026-03-17T10:12:00.001Z"))
            // Breaks the watermark's promise: the only way to see that the first is gone.
            .addElements(atIngest(paid("impossible", "10:00:30", "10:00:31")))
            .advanceWatermarkToInfinity(),
        "first scores 1",
        "impossible scores 1");
  }

  @Test
  void aCardThatPaysAgainAndAgainIsForgottenPieceByPiece(TestPipeline pipeline) {
    scores(
        pipeline,
        TestStream.create(PaymentCoders.PAYMENT)
            .addElements(atIngest(paid("first", "10:00:00", "10:00:01")))
            .advanceWatermarkTo(time("2026-03-17T10:05:00Z"))
            .addElements(atIngest(paid("second", "10:05:00", "10:05:01")))
            .advanceWatermarkTo(time("2026-03-17T10:15:59Z"))
            // The first is gone, the second is not.
            .addElements(atIngest(paid("held-up", "10:05:59", "10:15:59")))
            .advanceWatermarkTo(time("2026-03-17T10:19:01Z"))
            .addElements(atIngest(paid("as-impossible", "10:06:00", "10:06:01")))
            .advanceWatermarkToInfinity(),
        "first scores 1",
        "second scores 1",
        "held-up scores 2",
        "as-impossible scores 1");
  }

  private static void scores(TestPipeline pipeline, TestStream<Payment> clock, String... expected) {
    Outcome<FraudSignal> outcome =
        pipeline
            .apply("Clock", clock)
            .apply(
                "Fraud",
                FraudVelocity.of(
                    EventDecoder.of(new Copies.UntilTheWatermark(60_000)), RULES, FLAG_ALL));
    PAssert.that(
            outcome
                .rows()
                .apply(TextLines.of(signal -> signal.paymentId() + " scores " + signal.score())))
        .containsInAnyOrder(expected);
    pipeline.run();
  }

  private static Payment paid(String id, String time, String ingestTime) {
    return payment(id, "2026-03-17T" + time + "Z", "2026-03-17T" + ingestTime + "Z", "25");
  }
}
