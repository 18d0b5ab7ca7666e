package dev.tideline.reconciliation;

import dev.tideline.event.Contributions;
import dev.tideline.event.Identity;
import dev.tideline.payment.PaymentCoders;
import dev.tideline.payment.PaymentView;
import dev.tideline.reconciliation.rules.PaymentMade;
import dev.tideline.store.Stores;
import org.apache.beam.sdk.coders.Coder;

/** Payments on the business days of their stores, without the cards that made them. */
final class PaymentsMade implements Contributions<PaymentView, PaymentMade> {

  private static final long serialVersionUID = 1;

  private final Stores stores;

  PaymentsMade(Stores stores) {
    this.stores = stores;
  }

  @Override
  public int keyHash(PaymentView payment) {
    return payment.storeId().hashCode();
  }

  @Override
  public Identity identity(PaymentView payment) {
    return PaymentCoders.identityOf(payment);
  }

  @Override
  public PaymentMade of(PaymentView payment) {
    return new PaymentMade(
        payment.paymentId(),
        payment.orderId() == null ? "" : payment.orderId(),
        payment.storeId(),
        stores.get(payment.storeId()).dayOf(payment.eventTime()),
        payment.amount(),
        payment.currency(),
        payment.eventTime());
  }

  @Override
  public PaymentMade kept(PaymentView payment, Identity identity) {
    return of(payment);
  }

  @Override
  public Coder<PaymentMade> coder() {
    return ReconciliationCoders.PAYMENT;
  }
}
