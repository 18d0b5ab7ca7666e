package dev.tideline.fraud;

import dev.tideline.fraud.card.CardHistory;
import dev.tideline.fraud.card.CardPayment;
import dev.tideline.fraud.card.ScoredPayment;
import dev.tideline.fraud.card.StateRetention;
import dev.tideline.money.Amount;
import dev.tideline.payment.CardToken;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What counts as suspicious.
 *
 * @param threshold the score from which a payment is flagged, 1 or more
 * @param amountLimit the amount above which a payment is flagged whatever its score, in 1/10 000
 *     currency units; {@link #NO_LIMIT} for rule v1, which has none
 * @param retention how far back histories reach
 */
public record FraudPolicy(int threshold, long amountLimit, StateRetention retention)
    implements Serializable {

  /** The score from which a payment is flagged, unless someone wants another. */
  public static final int THRESHOLD = 5;

  /** The amount above which rule v2 flags a payment: 10 000 currency units. */
  public static final long AMOUNT_LIMIT = 10_000 * Amount.PER_UNIT;

  /** No amount is suspicious by itself. */
  public static final long NO_LIMIT = Long.MAX_VALUE;

  /**
   * Checks the threshold.
   *
   * @throws IllegalArgumentException if the threshold is below 1
   */
  public FraudPolicy {
    if (threshold < 1) {
      throw new IllegalArgumentException("a threshold below 1 would flag all: " + threshold);
    }
  }

  /** Rule v1: many payments within a minute. */
  public static FraudPolicy v1(int threshold, StateRetention retention) {
    return new FraudPolicy(threshold, NO_LIMIT, retention);
  }

  /** Rule v2: many payments within a minute, or a large one. */
  public static FraudPolicy v2(int threshold, StateRetention retention) {
    return new FraudPolicy(threshold, AMOUNT_LIMIT, retention);
  }

  /** The same, of histories that reach back so far. */
  public FraudPolicy keeping(StateRetention other) {
    return new FraudPolicy(threshold, amountLimit, other);
  }

  /**
   * Adds a payment to its card's history, and gives what is suspicious now.
   *
   * @param card the card
   * @param arrival the payment
   * @param history of the card, which is changed
   * @return a signal for each suspicious payment whose score the arrival has raised, itself among
   *     them; empty for a duplicate
   * @throws IllegalStateException see {@link CardHistory#add}
   */
  public List<FraudSignal> judge(CardToken card, CardPayment arrival, CardHistory history) {
    List<FraudSignal> signals = new ArrayList<>();
    for (ScoredPayment scored : history.add(arrival, retention)) {
      String rule = rule(scored);
      if (rule != null) {
        CardPayment payment = scored.payment();
        signals.add(
            new FraudSignal(
                payment.paymentId(),
                card,
                payment.eventTime(),
                scored.score(),
                rule,
                amountLimit == NO_LIMIT ? 1 : 2,
                arrival.ingestTime()));
      }
    }
    return signals;
  }

  /**
   * Does the same, but gives the payments themselves: those that share id and time are told apart
   * by them, and not by their signals.
   */
  public List<CardPayment> suspicious(CardPayment arrival, CardHistory history) {
    return history.add(arrival, retention).stream()
        .filter(scored -> rule(scored) != null)
        .map(ScoredPayment::payment)
        .toList();
  }

  /** The rule by which a payment is suspicious, or null. */
  private String rule(ScoredPayment scored) {
    boolean amount = scored.payment().amount() > amountLimit;
    if (scored.score() >= threshold) {
      return amount ? "velocity+amount" : "velocity";
    }
    return amount ? "amount" : null;
  }
}
