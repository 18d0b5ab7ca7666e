package dev.tideline.hindsight;

import static dev.tideline.hindsight.Hindsight.APPROVED;
import static dev.tideline.hindsight.Hindsight.FLAGGED;
import static dev.tideline.hindsight.Hindsight.NEVER_SIGNALLED;
import static dev.tideline.hindsight.Hindsight.SIGNALLED_LATER;
import static dev.tideline.hindsight.Hindsight.TOO_LATE;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.fraud.FraudPolicy;
import dev.tideline.fraud.card.CardPayment;
import dev.tideline.fraud.card.StateRetention;
import dev.tideline.testing.Payments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LookBackTest {

  private static final long TEN_MINUTES = 600_000;
  private static final FraudPolicy FROM_THREE = FraudPolicy.v1(3, StateRetention.unlimited());

  @Test
  void inPerfectOrderNothingDiffers() {
    assertThat(
        lookBack(
            arrival("first", 0, 0),
            arrival("second", 10_000, 10_000),
            arrival("third", 20_000, 20_000)),
        is(Map.of("first", APPROVED, "second", APPROVED, "third", FLAGGED)));
  }

  @Test
  void aPaymentThatWasOvertakenIsSignalledLater() {
    assertThat(
        lookBack(
            arrival("first", 0, 0),
            arrival("third", 20_000, 20_000),
            arrival("held-up", 10_000, 300_000)),
        is(Map.of("first", APPROVED, "held-up", APPROVED, "third", SIGNALLED_LATER)));
  }

  @Test
  void aPaymentThatCountsWithATooLateOneIsNeverSignalled() {
    assertThat(
        lookBack(
            arrival("first", 0, 0),
            arrival("third", 20_000, 20_000),
            arrival("too-late", 10_000, 10_000 + TEN_MINUTES + 1)),
        is(Map.of("first", APPROVED, "too-late", APPROVED, "third", NEVER_SIGNALLED)));
  }

  @Test
  void aPaymentThatCameTooLateItselfWouldHaveBeenFlagged() {
    assertThat(
        lookBack(
            arrival("first", 0, 0),
            arrival("second", 10_000, 10_000),
            arrival("too-late", 20_000, 20_000 + TEN_MINUTES + 1)),
        is(Map.of("first", APPROVED, "second", APPROVED, "too-late", TOO_LATE)));
  }

  @Test
  void tooLatePaymentsCountWithEachOther() {
    assertThat(
        lookBack(
            arrival("first", 0, TEN_MINUTES + 1),
            arrival("second", 0, TEN_MINUTES + 1),
            arrival("third", 0, 0)),
        is(Map.of("first", TOO_LATE, "second", TOO_LATE, "third", NEVER_SIGNALLED)));
  }

  @Test
  void whatIsIngestedInTheSameMillisecondComesInTheOrderInWhichItWasMade() {
    assertThat(
        lookBack(
            arrival("c", 2_000, 5_000), arrival("b", 1_000, 5_000), arrival("a", 1_000, 5_000)),
        is(Map.of("a", APPROVED, "b", APPROVED, "c", FLAGGED)));
  }

  @Test
  void paymentsThatShareAnIdAreDecidedEachForItself() {
    List<Hindsight> found = new ArrayList<>();
    CardInHindsight.on(
        List.of(
            arrival("first", 0, 0),
            arrival("second", 10_000, 10_000),
            arrival("shared", 20_000, 20_000),
            arrival("shared", 200_000, 200_000)),
        FROM_THREE,
        (arrival, hindsight) -> found.add(hindsight));

    assertThat(found, is(List.of(APPROVED, APPROVED, FLAGGED, APPROVED)));
  }

  @Test
  void ofPaymentsThatShareIdAndMomentTheOneOfTheLesserContentComesFirst() {
    Arrival one = shared(1);
    Arrival two = shared(2);
    for (List<Arrival> order : List.of(List.of(one, two), List.of(two, one))) {
      Map<Long, Hindsight> found = new HashMap<>();
      CardInHindsight.on(
          order,
          FraudPolicy.v1(2, StateRetention.unlimited()),
          (arrival, hindsight) -> found.put(arrival.payment().content(), hindsight));

      assertThat(found, is(Map.of(1L, SIGNALLED_LATER, 2L, FLAGGED)));
    }
  }

  @Test
  void aLargePaymentIsFlaggedHoweverItArrives() {
    FraudPolicy large = FraudPolicy.v2(3, StateRetention.unlimited());
    long amount = FraudPolicy.AMOUNT_LIMIT + 1;
    assertThat(
        lookBack(
            List.of(
                arrival("in-time", 0, 1, amount),
                arrival("too-late", 0, TEN_MINUTES + 1, amount),
                arrival("at-the-limit", 500_000, 500_000, amount - 1)),
            large),
        is(Map.of("in-time", FLAGGED, "too-late", TOO_LATE, "at-the-limit", APPROVED)));
  }

  @Test
  void agreesWithTheDefinitionInAnyWorld() {
    long first = System.nanoTime();
    for (long seed = first; seed < first + 400; seed++) {
      Random random = new Random(seed);
      List<Arrival> arrivals = world(random);
      FraudPolicy policy =
          random.nextBoolean()
              ? FraudPolicy.v1(1 + random.nextInt(6), StateRetention.unlimited())
              : FraudPolicy.v2(1 + random.nextInt(6), StateRetention.unlimited());

      assertThat("seed " + seed, lookBack(arrivals, policy), is(model(arrivals, policy)));
    }
  }

  /** Payments of one card, often in the same moment or exactly 60 s apart, often at the edge. */
  private static List<Arrival> world(Random random) {
    long[] delays = {0, 0, 700, -60_000, 30_000, 300_000, TEN_MINUTES, TEN_MINUTES + 1, 9_000_000};
    int spread = List.of(20, 100, 600).get(random.nextInt(3));
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long time = 1_000_000 + random.nextInt(spread) * 1_000L;
      long amount = random.nextInt(10) == 0 ? 100_000_001 : 250_000;
      arrivals.add(arrival("p" + i, time, time + delays[random.nextInt(delays.length)], amount));
    }
    Collections.shuffle(arrivals, random);
    return arrivals;
  }

  private static Map<String, Hindsight> model(List<Arrival> arrivals, FraudPolicy policy) {
    Map<String, Hindsight> model = new HashMap<>();
    for (Arrival of : arrivals) {
      long byThen = 0;
      long tolerated = 0;
      long distinct = 0;
      for (Arrival other : arrivals) {
        long before = of.payment().eventTime() - other.payment().eventTime();
        if (before >= 0 && before < 60_000) {
          distinct++;
          tolerated += other.tooLate() ? 0 : 1;
          byThen += other.tooLate() || ingestedAfter(other, of) ? 0 : 1;
        }
      }
      boolean large = of.payment().amount() > policy.amountLimit();
      boolean inPerfectOrder = large || distinct >= policy.threshold();
      boolean atArrival = !of.tooLate() && (large || byThen >= policy.threshold());
      boolean ever = !of.tooLate() && (large || tolerated >= policy.threshold());
      Hindsight differs = of.tooLate() ? TOO_LATE : ever ? SIGNALLED_LATER : NEVER_SIGNALLED;
      model.put(
          of.payment().paymentId(), !inPerfectOrder ? APPROVED : atArrival ? FLAGGED : differs);
    }
    return model;
  }

  private static boolean ingestedAfter(Arrival one, Arrival other) {
    CardPayment left = one.payment();
    CardPayment right = other.payment();
    if (left.ingestTime() != right.ingestTime()) {
      return left.ingestTime() > right.ingestTime();
    }
    return left.eventTime() != right.eventTime()
        ? left.eventTime() > right.eventTime()
        : left.paymentId().compareTo(right.paymentId()) > 0;
  }

  private static Map<String, Hindsight> lookBack(Arrival... arrivals) {
    return lookBack(List.of(arrivals), FROM_THREE);
  }

  private static Map<String, Hindsight> lookBack(List<Arrival> arrivals, FraudPolicy policy) {
    Map<String, Hindsight> found = new HashMap<>();
    CardInHindsight.on(
        arrivals,
        policy,
        (arrival, hindsight) -> found.put(arrival.payment().paymentId(), hindsight));
    return found;
  }

  private static Arrival shared(long content) {
    return new Arrival(
        Payments.CARD, new CardPayment("p", content, 0, 250_000, 0, 1), "EUR", false);
  }

  private static Arrival arrival(String id, long time, long ingestTime) {
    return arrival(id, time, ingestTime, 250_000);
  }

  private static Arrival arrival(String id, long time, long ingestTime, long amount) {
    return new Arrival(
        Payments.CARD,
        new CardPayment(id, 0, time, amount, ingestTime, 1),
        "EUR",
        ingestTime - time > TEN_MINUTES);
  }
}
