package dev.tideline.fraud;

import dev.tideline.payment.CardToken;
import dev.tideline.row.RowFormat;

/**
 * A payment looks like fraud. Of two signals of one payment the one of the greater version is the
 * newer. Payments that share an id have signals of their own, by card and time.
 *
 * @param paymentId the suspicious payment
 * @param card its card
 * @param eventTime when it was made, ms since the epoch
 * @param score how many distinct payments the card made in the 60 s up to and including it
 * @param rule what was found: {@code velocity}, {@code amount} or {@code velocity+amount}
 * @param ruleVersion the version of the rules that found it
 * @param ingestTime when the payment was ingested whose arrival gave this score, ms since the
 *     epoch: from then on the signal was due. No column, for it depends on the order of arrival
 */
public record FraudSignal(
    String paymentId,
    CardToken card,
    long eventTime,
    int score,
    String rule,
    int ruleVersion,
    long ingestTime) {

  /** The signal's columns. */
  public static final RowFormat<FraudSignal> FORMAT =
      RowFormat.<FraudSignal>named("fraud_signals")
          .text("payment_id", FraudSignal::paymentId)
          .text("card_token", signal -> signal.card.toString())
          .time("event_time", FraudSignal::eventTime)
          .number("score", FraudSignal::score)
          .text("rule", FraudSignal::rule)
          .number("rule_version", FraudSignal::ruleVersion)
          .keyedBy("payment_id", "card_token", "event_time")
          .versionedBy(FraudSignal::version);

  /** Whether both are about one payment: its id alone might be used again. */
  public boolean ofSamePayment(FraudSignal other) {
    return paymentId.equals(other.paymentId)
        && card.equals(other.card)
        && eventTime == other.eventTime;
  }

  /**
   * Grows with the score, and is greater if the amount is suspicious too: where payments share id,
   * card and time, all readers must prefer the same signal.
   */
  private long version() {
    return 2L * score + (rule.contains("amount") ? 1 : 0);
  }
}
