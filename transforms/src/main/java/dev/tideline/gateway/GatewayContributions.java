package dev.tideline.gateway;

import dev.tideline.event.Contributions;
import dev.tideline.event.Identity;
import dev.tideline.payment.PaymentCoders;
import dev.tideline.payment.PaymentView;
import org.apache.beam.sdk.coders.Coder;

/** What payments add to the counts of their gateways. */
final class GatewayContributions implements Contributions<PaymentView, GatewayPayment> {

  private static final long serialVersionUID = 1;

  @Override
  public int keyHash(PaymentView payment) {
    return payment.gateway().hashCode();
  }

  @Override
  public Identity identity(PaymentView payment) {
    return PaymentCoders.identityOf(payment);
  }

  @Override
  public GatewayPayment of(PaymentView payment) {
    return new GatewayPayment(
        payment.gateway(), payment.currency(), payment.eventTime(), payment.amount());
  }

  @Override
  public GatewayPayment kept(PaymentView payment, Identity identity) {
    return of(payment);
  }

  @Override
  public Coder<GatewayPayment> coder() {
    return GatewayCoders.PAYMENT;
  }
}
