package dev.tideline.hindsight;

import dev.tideline.fraud.CardHistory;
import dev.tideline.fraud.FraudPolicy;
import dev.tideline.fraud.FraudSignal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Takes the decisions on the payments of one card again, in the order in which they were taken, by
 * the rules of fraud-velocity; and once more with all payments known.
 *
 * <p>A payment is decided when it is ingested, from the payments of its card that were ingested by
 * then and are not too late. Of those ingested in the same ms the one that was made first comes
 * first, then the one of the lesser id: never the order in which this run happens to see them.
 */
final class CardInHindsight {

  private static final Comparator<Arrival> AS_INGESTED =
      Comparator.<Arrival>comparingLong(arrival -> arrival.payment().ingestTime())
          .thenComparingLong(arrival -> arrival.payment().eventTime())
          .thenComparing(arrival -> arrival.payment().paymentId());

  private final FraudPolicy policy;
  private final CardHistory known = new CardHistory();
  private final CardHistory all = new CardHistory();
  private final Set<String> flaggedAtArrival = new HashSet<>();
  private final Set<String> signalled = new HashSet<>();
  private final Set<String> flaggedInPerfectOrder = new HashSet<>();

  private CardInHindsight(FraudPolicy policy) {
    this.policy = policy;
  }

  /**
   * Looks back on the payments of a card.
   *
   * @param arrivals all of them, each once, in any order
   * @param each is told what became of each of them
   */
  static void on(
      Collection<Arrival> arrivals, FraudPolicy policy, BiConsumer<Arrival, Hindsight> each) {
    CardInHindsight lookBack = new CardInHindsight(policy);
    List<Arrival> ingested = arrivals.stream().sorted(AS_INGESTED).toList();
    ingested.forEach(lookBack::judge);
    ingested.forEach(arrival -> each.accept(arrival, lookBack.hindsight(arrival)));
  }

  private void judge(Arrival arrival) {
    String id = arrival.payment().paymentId();
    for (FraudSignal signal : policy.judge(arrival.card(), arrival.payment(), all)) {
      flaggedInPerfectOrder.add(signal.paymentId());
    }
    if (arrival.tooLate()) {
      return;
    }
    for (FraudSignal signal : policy.judge(arrival.card(), arrival.payment(), known)) {
      signalled.add(signal.paymentId());
      if (signal.paymentId().equals(id)) {
        flaggedAtArrival.add(id);
      }
    }
  }

  private Hindsight hindsight(Arrival arrival) {
    String id = arrival.payment().paymentId();
    if (!flaggedInPerfectOrder.contains(id)) {
      return Hindsight.APPROVED;
    }
    if (arrival.tooLate()) {
      return Hindsight.TOO_LATE;
    }
    if (flaggedAtArrival.contains(id)) {
      return Hindsight.FLAGGED;
    }
    return signalled.contains(id) ? Hindsight.SIGNALLED_LATER : Hindsight.NEVER_SIGNALLED;
  }
}
