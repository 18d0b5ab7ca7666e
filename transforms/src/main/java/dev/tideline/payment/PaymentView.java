package dev.tideline.payment;

import dev.tideline.event.EventRules;
import dev.tideline.event.EventView;
import dev.tideline.sum.Total;

/** What the business rules ask of a payment. */
public interface PaymentView extends EventView {

  /** The payment's id. */
  String paymentId();

  /**
   * A number that tells payments of one id apart by their content, the same for all copies of one.
   */
  long content();

  /**
   * What it pays for. May be read from a file only once it is asked for; null there if its bytes
   * are no text.
   */
  String orderId();

  /** The card it was made with. */
  CardToken card();

  /** The payment provider; never null, but perhaps of any length. */
  String gateway();

  /** How much, in 1/10 000 currency units. */
  long amount();

  @Override
  default String id() {
    return paymentId();
  }

  @Override
  default Total net() {
    return EventRules.lawful(amount()) ? Total.of(amount()) : null;
  }
}
