package dev.tideline.fraud;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.payment.PaymentRules;
import dev.tideline.payment.PaymentView;
import dev.tideline.records.RejectReason;
import dev.tideline.store.Stores;
import dev.tideline.windowing.Lateness;

/**
 * Which payments fraud-velocity counts: all of them.
 *
 * @param stores the reference data
 * @param lateness when a payment is too late
 */
public record FraudRules(Stores stores, Lateness lateness) implements AdmissionRules<PaymentView> {

  @Override
  public RejectReason broken(PaymentView payment) {
    return PaymentRules.broken(payment, stores);
  }

  @Override
  public boolean inScope(PaymentView payment) {
    return lateness.seen(payment);
  }
}
