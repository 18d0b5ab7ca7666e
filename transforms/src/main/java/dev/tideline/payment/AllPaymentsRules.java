package dev.tideline.payment;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.records.Finding;
import dev.tideline.store.Stores;
import dev.tideline.windowing.Lateness;

/**
 * Counts all payments that break no rule and are in time.
 *
 * @param stores the reference data
 * @param lateness when a payment is too late
 */
public record AllPaymentsRules(Stores stores, Lateness lateness)
    implements AdmissionRules<PaymentView> {

  @Override
  public Finding broken(PaymentView payment) {
    return PaymentRules.broken(payment, stores);
  }

  @Override
  public boolean inScope(PaymentView payment) {
    return lateness.seen(payment);
  }
}
