package dev.tideline.benchmarks.peers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CardPaymentsTest {

  private static final int THRESHOLD = 3;

  private record Paid(String id, long time) {}

  @Test
  void tellsTheLastScoreOfEachPaymentInAnyOrderOfArrival() throws IOException {
    for (long seed = 0; seed < 500; seed++) {
      List<Paid> arrivals = arrivals(new Random(seed));
      assertThat("seed " + seed, told(arrivals), is(counted(arrivals)));
    }
  }

  @Test
  void forgetsUpToATime() {
    CardPayments card = new CardPayments();
    add(card, new Paid("a", 1_000), new HashMap<>());
    add(card, new Paid("b", 2_000), new HashMap<>());
    card.forget(1_000);
    assertThat(card.isEmpty(), is(false));
    assertThat(card.lastTime(), is(2_000L));
    card.forget(2_000);
    assertThat(card.isEmpty(), is(true));
  }

  /** Payments of a few minutes in no order, many of them of one ms, some of them twice. */
  private static List<Paid> arrivals(Random random) {
    List<Paid> arrivals = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      boolean again = i > 0 && random.nextInt(5) == 0;
      arrivals.add(
          again
              ? arrivals.get(random.nextInt(i))
              : new Paid("p" + i, random.nextInt(10) * 20_000L + random.nextInt(2)));
    }
    return arrivals;
  }

  /** What is told, each time by a card that has been written and read. */
  private static Map<String, Integer> told(List<Paid> arrivals) throws IOException {
    Map<String, Integer> scores = new HashMap<>();
    CardPayments card = new CardPayments();
    for (Paid each : arrivals) {
      add(card, each, scores);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      card.copy().write(new DataOutputStream(bytes));
      card = CardPayments.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
    return scores;
  }

  private static void add(CardPayments card, Paid paid, Map<String, Integer> scores) {
    card.add(paid.id, paid.time, THRESHOLD, (id, time, score) -> scores.put(id, score));
  }

  private static Map<String, Integer> counted(List<Paid> arrivals) {
    Map<String, Integer> scores = new HashMap<>();
    for (Paid each : arrivals) {
      long score =
          arrivals.stream()
              .distinct()
              .filter(other -> other.time > each.time - CardPayments.VELOCITY)
              .filter(other -> other.time <= each.time)
              .count();
      if (score >= THRESHOLD) {
        scores.put(each.id, (int) score);
      }
    }
    return scores;
  }
}
