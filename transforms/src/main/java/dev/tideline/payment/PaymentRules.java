package dev.tideline.payment;

import dev.tideline.event.EventRules;
import dev.tideline.records.Finding;
import dev.tideline.store.Stores;

/** The rules that a payment must keep. */
public final class PaymentRules {

  private PaymentRules() {}

  /** The first rule a payment breaks, or null. */
  public static Finding broken(PaymentView payment, Stores stores) {
    Finding broken = EventRules.broken(payment, stores);
    if (broken != null) {
      return broken;
    }
    Finding id = EventRules.brokenKey("payment_id", payment.paymentId());
    if (id != null) {
      return id;
    }
    Finding gateway = EventRules.brokenKey("gateway", payment.gateway());
    return gateway != null ? gateway : EventRules.brokenAmount("amount", payment.amount());
  }
}
