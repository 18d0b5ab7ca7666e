package dev.tideline.fraud;

import static dev.tideline.testing.FreshMartStores.STORES;
import static dev.tideline.testing.FreshMartStores.at;

import dev.tideline.admission.Outcome;
import dev.tideline.event.Copies;
import dev.tideline.event.EventDecoder;
import dev.tideline.fraud.card.StateRetention;
import dev.tideline.payment.AllPaymentsRules;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentCoders;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.RejectReason;
import dev.tideline.testing.Account;
import dev.tideline.testing.ModelLedger;
import dev.tideline.testing.TextLines;
import dev.tideline.windowing.Lateness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fraud-velocity against a model that compares every payment of a card with every other, over many
 * worlds of a few cards each. Payment ids begin with the seed of their world.
 */
@ExtendWith(TestPipelineExtension.class)
class FraudModelTest {

  private static final long START = at("2026-03-17T23:58:00Z");

  private record Planted(Payment payment, RejectReason defect) {}

  @ParameterizedTest
  @MethodSource("sources")
  void agreesWithTheModel(Copies copies, TestPipeline pipeline) {
    agree(0, copies, pipeline);
  }

  @ParameterizedTest
  @ValueSource(longs = {50, 100, 150})
  @Tag("exhaustive")
  void agreesWithTheModelInMoreWorlds(long firstSeed, TestPipeline pipeline) {
    agree(firstSeed, new Copies.Marked(), pipeline);
  }

  /** One that knows which payments are copies, one whose cards know, and one that is settled. */
  static Stream<Copies> sources() {
    return Stream.of(
        new Copies.Marked(),
        new Copies.WithinDisorder(Long.MAX_VALUE),
        new Copies.AmongAll(100_000));
  }

  private void agree(long firstSeed, Copies copies, TestPipeline pipeline) {
    List<Planted> planted = new ArrayList<>();
    for (long seed = firstSeed; seed < firstSeed + 50; seed++) {
      plant(seed, planted);
    }
    Collections.shuffle(planted, new Random(firstSeed));

    Outcome<FraudSignal> outcome =
        pipeline
            .apply(
                Create.of(planted.stream().map(each -> read(each.payment(), copies)).toList())
                    .withCoder(PaymentCoders.PAYMENT))
            .apply(
                FraudVelocity.of(
                    EventDecoder.of(copies),
                    new AllPaymentsRules(STORES, Lateness.tolerance()),
                    FraudPolicy.v2(FraudPolicy.THRESHOLD, StateRetention.unlimited())));
    Outcome<FraudSignal> finalOnly = outcome.withRows(outcome.rows().apply(FinalSignals.of()));
    TextLines.assertSame(Account.lines(finalOnly, FraudSignal.FORMAT::toJson), model(planted));
    pipeline.run();
  }

  private static void plant(long seed, List<Planted> planted) {
    Random random = new Random(seed);
    long spread = List.of(60_000L, 120_000L, 1_200_000L).get(random.nextInt(3));
    for (int i = 0; i < 40; i++) {
      // Whole seconds now and then, so that some are 60 s apart to the millisecond.
      long time = START + random.nextLong(spread) / 1000 * 1000 + random.nextInt(2) * 333L;
      Payment payment = payment(seed + "/" + i, seed * 10 + random.nextInt(3), time, random);
      switch (random.nextInt(10)) {
        case 0 -> planted.add(new Planted(withAmount(payment, -1), RejectReason.NEGATIVE_AMOUNT));
        case 1 -> {
          planted.add(new Planted(payment, null));
          planted.add(new Planted(copyOf(payment, 1), null));
          planted.add(new Planted(copyOf(payment, 2), null));
        }
        default -> planted.add(new Planted(payment, null));
      }
    }
  }

  private static Payment payment(String id, long card, long time, Random random) {
    long[] delays = {0, 700, -60_000, 300_000, 600_000, 600_001};
    return new Payment(
        id,
        "order",
        new CardToken(card, 7),
        "boston",
        "paymate",
        random.nextInt(20) == 0 ? 100_000_001 : random.nextInt(100_000_001),
        "USD",
        time,
        time + delays[random.nextInt(delays.length)],
        0,
        RecordLocation.inFile(id, 0));
  }

  private static Payment withAmount(Payment of, long amount) {
    return with(of, amount, of.copy(), of.location());
  }

  private static Payment copyOf(Payment of, int copy) {
    return with(of, of.amount(), copy, RecordLocation.inFile(of.paymentId(), copy));
  }

  /** As a source hands it over that can't tell copies, or can. */
  private static Payment read(Payment payment, Copies copies) {
    return copies instanceof Copies.Marked ? payment : payment.asCopy(0);
  }

  private static Payment with(Payment of, long amount, int copy, RecordLocation location) {
    return new Payment(
        of.paymentId(),
        of.orderId(),
        of.card(),
        of.storeId(),
        of.gateway(),
        amount,
        of.currency(),
        of.eventTime(),
        of.ingestTime(),
        copy,
        location);
  }

  private static List<String> model(List<Planted> planted) {
    ModelLedger ledger = new ModelLedger();
    List<Payment> counted = new ArrayList<>();
    for (Planted each : planted) {
      Payment payment = each.payment();
      Duration delay = Duration.ofMillis(payment.ingestTime() - payment.eventTime());
      boolean tooLate = delay.compareTo(Duration.ofMinutes(10)) > 0;
      if (ledger.enter(payment, each.defect(), true, tooLate)) {
        counted.add(payment);
      }
    }
    List<String> lines = new ArrayList<>(ledger.lines());
    for (Payment payment : counted) {
      long score = counted.stream().filter(other -> countsFor(payment, other)).count();
      boolean large = payment.amount() > 100_000_000;
      if (score >= 5 || large) {
        String rule = score < 5 ? "amount" : large ? "velocity+amount" : "velocity";
        lines.add(Account.row(signal(payment, score, rule)));
      }
    }
    return lines;
  }

  private static boolean countsFor(Payment payment, Payment other) {
    Duration before = Duration.ofMillis(payment.eventTime() - other.eventTime());
    return other.card().equals(payment.card())
        && !before.isNegative()
        && before.compareTo(Duration.ofSeconds(60)) < 0;
  }

  private static String signal(Payment payment, long score, String rule) {
    String time = Instant.ofEpochMilli(payment.eventTime()).toString();
    return String.format(
        "{\"payment_id\":\"%s\",\"card_token\":\"%016x%016x\",\"event_time\":\"%s\","
            + "\"score\":%d,\"rule\":\"%s\",\"rule_version\":2}",
        payment.paymentId(),
        payment.card().high(),
        payment.card().low(),
        time.contains(".") ? time : time.replace("Z", ".000Z"),
        score,
        rule);
  }
}
