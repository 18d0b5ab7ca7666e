package dev.tideline.fraud.card;

import dev.tideline.event.Contributions;
import dev.tideline.event.Identity;
import dev.tideline.payment.PaymentCoders;
import dev.tideline.payment.PaymentView;
import org.apache.beam.sdk.coders.Coder;

/** What payments add to the histories of their cards. */
public final class CardContributions implements Contributions<PaymentView, PaymentOfCard> {

  private static final long serialVersionUID = 1;

  @Override
  public int keyHash(PaymentView payment) {
    return payment.card().hashCode();
  }

  @Override
  public Identity identity(PaymentView payment) {
    return PaymentCoders.identityOf(payment);
  }

  @Override
  public PaymentOfCard of(PaymentView payment) {
    return new PaymentOfCard(payment.card(), CardPayment.of(payment), payment.currency());
  }

  @Override
  public PaymentOfCard kept(PaymentView payment, Identity identity) {
    CardPayment kept = CardPayment.of(payment, PaymentCoders.contentOf(identity));
    return new PaymentOfCard(payment.card(), kept, payment.currency());
  }

  @Override
  public Coder<PaymentOfCard> coder() {
    return CardCoders.OF_CARD;
  }
}
