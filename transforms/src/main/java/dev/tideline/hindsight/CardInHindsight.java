package dev.tideline.hindsight;

import dev.tideline.fraud.FraudPolicy;
import dev.tideline.fraud.card.CardHistory;
import dev.tideline.fraud.card.CardPayment;
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
 * first, then the one of the lesser id, then of the lesser content: never the order in which this
 * run happens to see them.
 */
final class CardInHindsight {

  private static final Comparator<Arrival> AS_INGESTED =
      Comparator.<Arrival>comparingLong(arrival -> arrival.payment().ingestTime())
          .thenComparingLong(arrival -> arrival.payment().eventTime())
          .thenComparing(arrival -> arrival.payment().paymentId())
          .thenComparingLong(arrival -> arrival.payment().content());

  private final FraudPolicy policy;
  private final CardHistory known = new CardHistory();
  private final CardHistory all = new CardHistory();
  private final Set<CardPayment> flaggedAtArrival = new HashSet<>();
  private final Set<CardPayment> signalled = new HashSet<>();
  private final Set<CardPayment> flaggedInPerfectOrder = new HashSet<>();

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
    CardPayment payment = arrival.payment();
    flaggedInPerfectOrder.addAll(policy.suspicious(payment, all));
    if (arrival.tooLate()) {
      return;
    }
    List<CardPayment> suspicious = policy.suspicious(payment, known);
    signalled.addAll(suspicious);
    if (suspicious.contains(payment)) {
      flaggedAtArrival.add(payment);
    }
  }

  private Hindsight hindsight(Arrival arrival) {
    CardPayment payment = arrival.payment();
    if (!flaggedInPerfectOrder.contains(payment)) {
      return Hindsight.APPROVED;
    }
    if (arrival.tooLate()) {
      return Hindsight.TOO_LATE;
    }
    if (flaggedAtArrival.contains(payment)) {
      return Hindsight.FLAGGED;
    }
    return signalled.contains(payment) ? Hindsight.SIGNALLED_LATER : Hindsight.NEVER_SIGNALLED;
  }
}
