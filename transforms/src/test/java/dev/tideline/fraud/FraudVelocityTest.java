package dev.tideline.fraud;

import static dev.tideline.testing.Clock.atIngest;
import static dev.tideline.testing.Clock.time;
import static dev.tideline.testing.FreshMartStores.STORES;
import static dev.tideline.testing.Payments.CARD;
import static dev.tideline.testing.Payments.payment;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.admission.Outcome;
import dev.tideline.event.Copies;
import dev.tideline.event.EventDecoder;
import dev.tideline.fraud.card.StateRetention;
import dev.tideline.payment.AllPaymentsRules;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentCoders;
import dev.tideline.testing.Account;
import dev.tideline.testing.Panes;
import dev.tideline.testing.TextLines;
import dev.tideline.windowing.Lateness;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class FraudVelocityTest {

  private static final AllPaymentsRules RULES = new AllPaymentsRules(STORES, Lateness.tolerance());
  private static final FraudPolicy FROM_THREE =
      FraudPolicy.v1(3, StateRetention.withoutTimers(60_000));

  private static final Payment TOO_LATE = paid("too-late", "10:00:45", "10:10:45.001");

  /**
   * One card. The watermark follows the time of ingest at a distance of five minutes, but nothing
   * here waits for it.
   */
  private static final TestStream<Payment> CLOCK =
      TestStream.create(PaymentCoders.PAYMENT)
          .addElements(atIngest(paid("first", "10:00:00", "10:00:01")))
          .addElements(atIngest(paid("second", "10:00:20", "10:00:21")))
          .addElements(
              atIngest(paid("third", "10:00:59.999", "10:01:00"))) // 3 in (09:59:59.999, t]
          .addElements(atIngest(paid("fourth", "10:01:00", "10:01:01"))) // the first is 60 s away
          .addElements(atIngest(paid("unnoticed", "10:00:10", "10:01:02"))) // raises those after it
          .advanceWatermarkTo(time("2026-03-17T10:04:00Z"))
          .addElements(atIngest(paid("noticed", "10:00:30", "10:09:00"))) // raises them once more
          .addElements(atIngest(TOO_LATE)) // 1 ms past the tolerance: raises nothing
          .advanceWatermarkToInfinity();

  @Test
  void emitsAtOnceAndAgainWhenAScoreRises(TestPipeline pipeline) {
    Outcome<FraudSignal> outcome =
        pipeline
            .apply("Clock", CLOCK)
            .apply(
                "Fraud",
                FraudVelocity.of(
                    EventDecoder.of(new Copies.WithinDisorder(Long.MAX_VALUE)), RULES, FROM_THREE));

    TextLines.assertText(
        outcome.rows().apply("Panes", Panes.of(FraudVelocityTest::brief)),
        """
        global 0 AT ONCE  fourth scores 3
        global 0 AT ONCE  fourth scores 4
        global 0 AT ONCE  fourth scores 5
        global 0 AT ONCE  noticed scores 4
        global 0 AT ONCE  second scores 3
        global 0 AT ONCE  third scores 3
        global 0 AT ONCE  third scores 4
        global 0 AT ONCE  third scores 5
        """);
    pipeline.run();
  }

  @Test
  void accountsForEveryPaymentByTheMinuteOfItsIngest(TestPipeline pipeline) {
    Outcome<FraudSignal> outcome =
        pipeline
            .apply("Clock", CLOCK)
            .apply(
                "Fraud",
                FraudVelocity.of(
                    EventDecoder.of(new Copies.WithinDisorder(Long.MAX_VALUE)), RULES, FROM_THREE));

    TextLines.assertText(
        Account.withoutRows(outcome),
        """
        MINUTE 2026-03-17T10:00:00Z read 2 = 2 counted, 0 duplicate, 0 too late, 0 out of scope, rejected {}
        MINUTE 2026-03-17T10:01:00Z read 3 = 3 counted, 0 duplicate, 0 too late, 0 out of scope, rejected {}
        MINUTE 2026-03-17T10:09:00Z read 1 = 1 counted, 0 duplicate, 0 too late, 0 out of scope, rejected {}
        MINUTE 2026-03-17T10:10:00Z read 1 = 0 counted, 0 duplicate, 1 too late, 0 out of scope, rejected {}
        TOO_LATE too-late@0 %s
        """
            .formatted(TOO_LATE.toJson()));
    pipeline.run();
  }

  @Test
  void keepsTheGreatestScoreOfEachPayment(TestPipeline pipeline) {
    PAssert.that(
            pipeline
                .apply(
                    Create.of(
                            signal("a", 3),
                            signal("b", 7),
                            signal("a", 5),
                            signal("a", 4),
                            signal("a", 5),
                            signal("b", 6))
                        .withCoder(FraudCoders.SIGNAL))
                .apply(FinalSignals.of())
                .apply(TextLines.of(FraudVelocityTest::brief)))
        .containsInAnyOrder("a scores 5", "b scores 7");
    pipeline.run();
  }

  @Test
  void secondRuleAlsoFlagsALargeAmount(TestPipeline pipeline) {
    String now = "2026-03-17T10:00:00Z";
    Outcome<FraudSignal> outcome =
        pipeline
            .apply(
                Create.of(
                        payment("at-the-limit", now, now, "10000"),
                        payment("above", "2026-03-17T10:00:01Z", now, "10000.0001"))
                    .withCoder(PaymentCoders.PAYMENT))
            .apply(
                "Fraud",
                FraudVelocity.of(
                    EventDecoder.marked(), RULES, FraudPolicy.v2(3, StateRetention.unlimited())));

    TextLines.assertText(
        outcome
            .rows()
            .apply("Final", FinalSignals.of())
            .apply("Panes", Panes.of(FraudSignal.FORMAT::toJson)),
        "global 0 ON_TIME  {\"payment_id\":\"above\",\"card_token\":\""
            + CARD
            + "\",\"event_time\":\"2026-03-17T10:00:01.000Z\",\"score\":2,\"rule\":\"amount\","
            + "\"rule_version\":2}");
    pipeline.run();
  }

  @Test
  void failsRatherThanScoreAPaymentWhoseNeighboursAreForgotten(TestPipeline pipeline) {
    pipeline
        .apply(
            TestStream.create(PaymentCoders.PAYMENT)
                .addElements(atIngest(paid("early", "10:00:00", "10:00:00")))
                .addElements(atIngest(paid("next-day", "22:00:00", "22:00:00")))
                .addElements(atIngest(paid("overtaken", "10:00:30", "10:00:31")))
                .advanceWatermarkToInfinity())
        .apply(
            "Fraud",
            FraudVelocity.of(
                EventDecoder.of(new Copies.WithinDisorder(Long.MAX_VALUE)), RULES, FROM_THREE));

    Throwable failure = assertThrows(RuntimeException.class, pipeline::run);
    assertThat(failure.getMessage(), containsString("payment overtaken arrived 43169000 ms"));
  }

  private static Payment paid(String id, String time, String ingestTime) {
    return payment(id, "2026-03-17T" + time + "Z", "2026-03-17T" + ingestTime + "Z", "25");
  }

  private static FraudSignal signal(String paymentId, int score) {
    return new FraudSignal(paymentId, CARD, 0, score, "velocity", 1, 0);
  }

  private static String brief(FraudSignal signal) {
    return signal.paymentId() + " scores " + signal.score();
  }
}
