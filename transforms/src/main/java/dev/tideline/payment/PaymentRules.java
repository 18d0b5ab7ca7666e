package dev.tideline.payment;

import dev.tideline.event.EventRules;
import dev.tideline.records.RejectReason;
import dev.tideline.store.Stores;

/** The rules that a payment must keep. */
public final class PaymentRules {

  private PaymentRules() {}

  /** The first rule a payment breaks, or null. */
  public static RejectReason broken(PaymentView payment, Stores stores) {
    RejectReason broken = EventRules.broken(payment, stores);
    if (broken != null) {
      return broken;
    }
    RejectReason id = EventRules.brokenKey(payment.paymentId());
    if (id != null) {
      return id;
    }
    RejectReason gateway = EventRules.brokenKey(payment.gateway());
    return gateway != null ? gateway : EventRules.brokenAmount(payment.amount());
  }
}
