package dev.tideline.fraud.card;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.fraud.FraudPolicy;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CardHistoryTest {

  private static final StateRetention ALL = StateRetention.unlimited();
  private static final long TEN_MINUTES = 600_000;

  private final CardHistory history = new CardHistory();
  private long nextPlace;

  @Test
  void aFirstPaymentCountsItself() {
    assertThat(add("a", 1_000_000), contains("a=1"));
  }

  @Test
  void looksBackSixtySecondsExcludingTheFirstMillisecond() {
    add("a", 1_000_000);
    assertThat(add("b", 1_059_999), contains("b=2"));
    assertThat(add("c", 1_060_000), contains("c=2"));
  }

  @Test
  void paymentsOfOneMillisecondCountEachOther() {
    add("b", 1_000_000);
    assertThat(add("c", 1_000_000), contains("b=2", "c=2"));
    assertThat(add("a", 1_000_000), contains("a=3", "b=3", "c=3"));
  }

  @Test
  void aLateArrivalRaisesThoseAfterItAndNoneBefore() {
    add("a", 1_000_000);
    add("c", 1_030_000);
    add("d", 1_069_999);
    add("e", 1_070_000);
    assertThat(add("b", 1_010_000), contains("b=2", "c=3", "d=3"));
  }

  @Test
  void aDuplicateChangesNothing() {
    add("a", 1_000_000);
    add("b", 1_000_001);
    CardHistory before =
        new CardHistory(history.payments(), List.of(), history.latestIngest(), Long.MIN_VALUE);
    assertThat(add("a", 1_000_000), is(empty()));
    assertThat(history, is(before));
  }

  @Test
  void paymentsOfOneIdAndSeveralContentsAllCount() {
    assertThat(add("a", 1_000_000), contains("a=1"));
    assertThat(add("a", 1_000_500), contains("a=2"));
    CardPayment another = new CardPayment("a", 7, 1_000_500, 250_000, 1_000_500, 3);
    assertThat(text(history.add(another, ALL)), contains("a=3", "a=3"));
    assertThat(text(history.add(copyOf(another, 1_000_600), ALL)), is(empty()));
  }

  @Test
  void ofTheCopiesTheOneIngestedInTheEarliestMinuteCounts() {
    CardPayment early = payment("a", 1_000_000);
    CardPayment late = copyOf(early, 1_190_000);
    CardPayment later = copyOf(early, 1_290_000);
    assertThat(history.settle(late), is(nullValue()));
    assertThat(text(history.add(late, ALL)), contains("a=1"));
    assertThat(history.settle(later), is(later));
    assertThat(history.settle(early), is(late));
    assertThat(history.settle(copyOf(early, 1_000_001)), is(not(late)));
    assertThat(text(history.add(early, ALL)), is(empty()));
  }

  @Test
  void aRecordThatIsReadAgainIsGivenTheSameAnswerAgain() {
    CardPayment first = copyOf(payment("a", 1_000_000), 1_290_000);
    CardPayment earlier = copyOf(first, 1_190_000);
    CardPayment earliest = copyOf(first, 1_000_000);
    for (int time = 0; time < 3; time++) {
      assertThat(history.settle(first), is(nullValue()));
      assertThat(text(history.add(first, ALL)), contains("a=1"));
      assertThat(history.settle(earlier), is(first));
      assertThat(text(history.add(earlier, ALL)), is(empty()));
      assertThat(history.settle(earliest), is(earlier));
      assertThat(text(history.add(earliest, ALL)), is(empty()));
    }
  }

  @Test
  void anyOrderOfArrivalEndsInTheSameHistoryAndScores() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<CardPayment> payments = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        payments.add(payment("p" + i, 1_000_000 + random.nextInt(300) * 1_000L));
      }
      Map<String, Integer> definition = bruteForce(payments);
      Collections.shuffle(payments, random);
      CardHistory shuffled = new CardHistory();
      Map<String, Integer> scores = new HashMap<>();
      for (CardPayment payment : payments) {
        for (ScoredPayment scored : shuffled.add(payment, ALL)) {
          Integer before = scores.put(scored.payment().paymentId(), scored.score());
          assertThat("seed " + seed, before == null ? 0 : before, is(lessThan(scored.score())));
        }
      }
      assertThat("seed " + seed, scores, is(definition));
    }
  }

  @Test
  void dropsWhatNoToleratedArrivalCanNeedAndNotAMillisecondMore() {
    StateRetention retention = StateRetention.withoutTimers(5_000);
    long kept = TEN_MINUTES + 60_000 + 5_000;
    history.add(payment("a", 1_000_000), retention);
    history.add(payment("b", 1_000_001), retention);
    history.add(payment("c", 1_000_000 + kept), retention);
    assertThat(history.payments().get(0).paymentId(), is("b"));

    // As disordered and as late as is allowed: it has all it needs.
    long ingestTime = 1_000_000 + kept - 5_000;
    CardPayment latest = new CardPayment("d", 0, ingestTime - TEN_MINUTES, 1, ingestTime, 4);
    assertThat(text(history.add(latest, retention)), contains("d=2"));
  }

  @Test
  void failsWhenWhatAnArrivalNeedsWasDropped() {
    StateRetention retention = StateRetention.withoutTimers(0);
    history.add(payment("a", 1_000_000), retention);
    history.add(payment("b", 9_000_000), retention);
    CardPayment overtaken = payment("c", 1_059_999);
    Exception failure =
        assertThrows(IllegalStateException.class, () -> history.add(overtaken, retention));
    assertThat(failure.getMessage(), containsString("payment c arrived 7940001 ms"));
    assertThat(text(history.add(payment("d", 1_060_000), retention)), contains("d=1"));
  }

  @Test
  void aNegativeRetentionMakesNoSense() {
    assertThrows(IllegalArgumentException.class, () -> new StateRetention(-1, false));
    assertThrows(IllegalArgumentException.class, () -> FraudPolicy.v1(0, ALL));
  }

  @Test
  void appendingInOrderStaysCheapHoweverLongTheHistory() {
    int many = 200_000;
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime(); // of a slow machine's clock nothing is asked
    for (int i = 0; i < many; i++) {
      history.add(payment("p" + i, 1_000_000 + i * 61_000L), ALL);
    }
    assertThat(history.payments(), hasSize(many));
    // Far more than enough, and far too little if each payment cost a walk over all.
    assertThat(threads.getCurrentThreadCpuTime() - begin, lessThan(10_000_000_000L)); // ns
  }

  private List<String> add(String id, long time) {
    return text(history.add(payment(id, time), ALL));
  }

  private CardPayment copyOf(CardPayment payment, long ingestTime) {
    return new CardPayment(
        payment.paymentId(),
        payment.content(),
        payment.eventTime(),
        payment.amount(),
        ingestTime,
        nextPlace++);
  }

  private CardPayment payment(String id, long time) {
    return new CardPayment(id, 0, time, 250_000, time, nextPlace++);
  }

  private static List<String> text(List<ScoredPayment> scores) {
    return scores.stream().map(s -> s.payment().paymentId() + "=" + s.score()).toList();
  }

  private static Map<String, Integer> bruteForce(List<CardPayment> payments) {
    Map<String, Integer> scores = new HashMap<>();
    for (CardPayment of : payments) {
      int score = 0;
      for (CardPayment other : payments) {
        long before = of.eventTime() - other.eventTime();
        score += before >= 0 && before < 60_000 ? 1 : 0;
      }
      scores.put(of.paymentId(), score);
    }
    return scores;
  }
}
