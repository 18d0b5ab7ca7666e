package dev.tideline.fraud.card;

import dev.tideline.payment.PaymentView;

/**
 * What a card's history needs to know of a payment.
 *
 * @param paymentId its id
 * @param content tells payments of one id apart, see {@link PaymentView#content}
 * @param eventTime when it was made, ms since the epoch
 * @param amount how much, in 1/10 000 currency units
 * @param ingestTime when it was ingested, ms since the epoch
 * @param place where it was read, to tell a copy from the same record that is read again; see
 *     {@link dev.tideline.records.RecordLocation#place}
 */
public record CardPayment(
    String paymentId, long content, long eventTime, long amount, long ingestTime, long place) {

  /** What its history needs to know of a payment. */
  public static CardPayment of(PaymentView view) {
    return of(view, view.content());
  }

  /** The same, where its content is known: it is dear. */
  static CardPayment of(PaymentView view, long content) {
    return new CardPayment(
        view.paymentId(),
        content,
        view.eventTime(),
        view.amount(),
        view.ingestTime(),
        view.location().place());
  }
}
