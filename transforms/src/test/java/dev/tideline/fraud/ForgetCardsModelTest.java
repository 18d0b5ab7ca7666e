package dev.tideline.fraud;

import static dev.tideline.testing.Clock.atIngest;
import static dev.tideline.testing.FreshMartStores.STORES;
import static dev.tideline.testing.FreshMartStores.at;

import dev.tideline.event.Copies;
import dev.tideline.event.EventDecoder;
import dev.tideline.fraud.card.StateRetention;
import dev.tideline.payment.AllPaymentsRules;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentCoders;
import dev.tideline.records.RecordLocation;
import dev.tideline.testing.TextLines;
import dev.tideline.windowing.Lateness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.testing.TestStream;
import org.joda.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cards that are forgotten by the watermark against a model that compares every payment of a card
 * with every other, in seeded orders of arrival. The watermark is as far as it may be: a minute
 * past the smallest time of ingest among what is yet to arrive. Names of payments begin with the
 * seed of their world.
 */
@ExtendWith(TestPipelineExtension.class)
class ForgetCardsModelTest {

  private static final long START = at("2026-03-17T23:30:00Z");
  private static final long TOLERANCE = 600_000;
  private static final long VELOCITY = 60_000;
  private static final long SLACK = 60_000;
  private static final long DAY = 86_400_000;
  private static final int CARDS = 4; // of one group

  private static final AllPaymentsRules RULES = new AllPaymentsRules(STORES, Lateness.tolerance());
  private static final FraudPolicy FLAG_ALL = FraudPolicy.v1(1, StateRetention.byWatermark(60_000));

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void forgetsNothingThatIsNeededAndEverythingElse(long seed, TestPipeline pipeline) {
    forget(seed, pipeline);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 3, 4, 5, 6, 7})
  @Tag("exhaustive")
  void forgetsTheSameInMoreWorlds(long seed, TestPipeline pipeline) {
    forget(seed, pipeline);
  }

  private void forget(long seed, TestPipeline pipeline) {
    Random random = new Random(seed);
    List<Payment> payments = payments(seed, random);
    List<Payment> probes = probes(seed, payments);
    List<Payment> arrivals = withDuplicates(payments, random);
    // Up to half an hour of disorder: as if one partition ran ahead of another by as much.
    long disorder = List.of(1L, 60_000L, 1_800_000L).get(random.nextInt(3));
    List<Payment> order = inDisorder(arrivals, disorder, random);

    TestStream.Builder<Payment> clock = TestStream.create(PaymentCoders.PAYMENT);
    for (int i = 0; i < order.size(); i++) {
      clock = clock.advanceWatermarkTo(watermark(order.subList(i, order.size())));
      clock = clock.addElements(atIngest(order.get(i)));
    }
    // Nothing of any card is needed any more, and after a day, for it is not looked for at once,
    // all is gone. The probes break
    // the watermark's
    // promise: the only way to see it.
    long end = payments.stream().mapToLong(Payment::eventTime).max().orElseThrow();
    clock =
        clock.advanceWatermarkTo(Instant.ofEpochMilli(end + TOLERANCE + VELOCITY + SLACK + DAY));
    for (Payment probe : probes) {
      clock = clock.addElements(atIngest(probe));
    }

    List<String> expected = model(order);
    probes.forEach(probe -> expected.add(line(probe.paymentId(), 1)));
    TextLines.assertSame(
        pipeline
            .apply("Clock", clock.advanceWatermarkToInfinity())
            .apply(
                "Fraud",
                FraudVelocity.of(
                    EventDecoder.of(new Copies.UntilTheWatermark(60_000)), RULES, FLAG_ALL))
            .rows()
            .apply("ToLines", TextLines.of(signal -> line(signal.paymentId(), signal.score()))),
        expected);
    pipeline.run();
  }

  /** Bursts, lulls longer than a card is remembered, and neighbours 60 s apart to the ms. */
  private static List<Payment> payments(long seed, Random random) {
    long[] gaps = {0, 1, 20_000, VELOCITY - 1, VELOCITY, TOLERANCE, TOLERANCE + VELOCITY, 900_000};
    long[] delays = {-60_000, 0, 700, 300_000, TOLERANCE - 1, TOLERANCE};
    List<Payment> payments = new ArrayList<>();
    for (int card = 0; card < CARDS; card++) {
      long time = START;
      for (int i = 0; i < 12; i++) {
        time += gaps[random.nextInt(gaps.length)];
        long ingestTime = time + delays[random.nextInt(delays.length)];
        payments.add(payment(seed + "/" + card + "/" + i, card, time, ingestTime));
      }
    }
    return payments;
  }

  /** Right after the last payment of each card. */
  private static List<Payment> probes(long seed, List<Payment> payments) {
    List<Payment> probes = new ArrayList<>();
    for (int card = 0; card < CARDS; card++) {
      CardToken token = token(card);
      long last =
          payments.stream()
              .filter(payment -> payment.card().equals(token))
              .mapToLong(Payment::eventTime)
              .max()
              .orElseThrow();
      probes.add(payment(seed + "/" + card + "/probe", card, last + 1, last + 1));
    }
    return probes;
  }

  /** A duplicate that the source did not mark, at the last moment at which it is not too late. */
  private static List<Payment> withDuplicates(List<Payment> payments, Random random) {
    List<Payment> all = new ArrayList<>(payments);
    for (Payment payment : payments) {
      if (random.nextInt(3) == 0) {
        long deadline = payment.eventTime() + TOLERANCE;
        all.add(
            payment(
                payment.paymentId(),
                payment.card().high(),
                payment.eventTime(),
                deadline,
                all.size()));
      }
    }
    return all;
  }

  private static List<Payment> inDisorder(List<Payment> payments, long disorder, Random random) {
    record Arrival(Payment payment, long moment) {}
    return payments.stream()
        .map(payment -> new Arrival(payment, payment.ingestTime() + random.nextLong(disorder)))
        .sorted(Comparator.comparingLong(Arrival::moment))
        .map(Arrival::payment)
        .toList();
  }

  private static Instant watermark(List<Payment> left) {
    long least = left.stream().mapToLong(Payment::ingestTime).min().orElseThrow();
    return Instant.ofEpochMilli(least + SLACK);
  }

  /** Each first arrival of a payment emits itself and those whose scores it raises. */
  private static List<String> model(List<Payment> order) {
    List<String> lines = new ArrayList<>();
    List<Payment> arrived = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Payment arrival : order) {
      if (ids.add(arrival.paymentId())) {
        arrived.add(arrival);
        arrived.stream()
            .filter(payment -> countsFor(payment, arrival))
            .map(payment -> line(payment.paymentId(), score(payment, arrived)))
            .forEach(lines::add);
      }
    }
    return lines;
  }

  private static long score(Payment payment, List<Payment> all) {
    return all.stream().filter(other -> countsFor(payment, other)).count();
  }

  private static boolean countsFor(Payment payment, Payment other) {
    long before = payment.eventTime() - other.eventTime();
    return other.card().equals(payment.card()) && before >= 0 && before < VELOCITY;
  }

  private static String line(String paymentId, long score) {
    return paymentId + " scores " + score;
  }

  private static Payment payment(String id, long card, long time, long ingestTime) {
    return payment(id, card, time, ingestTime, 0);
  }

  private static Payment payment(String id, long card, long time, long ingestTime, long offset) {
    return new Payment(
        id,
        "order",
        token(card),
        "berlin",
        "paymate",
        250_000,
        "EUR",
        time,
        ingestTime,
        0,
        RecordLocation.inFile(id, offset));
  }

  private static CardToken token(long card) {
    return new CardToken(card, 7);
  }
}
