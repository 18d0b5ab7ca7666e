package dev.tideline.fraud;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.fraud.card.CardPayment;
import dev.tideline.fraud.card.PaymentOfCard;
import dev.tideline.payment.CardToken;
import org.apache.beam.sdk.values.KV;

/** Passes each payment that counts on to its card. */
final class ForwardSettled implements BundleAggregation<PaymentOfCard, KV<CardToken, CardPayment>> {

  private static final long serialVersionUID = 1;

  @Override
  public Aggregator<PaymentOfCard, KV<CardToken, CardPayment>> open() {
    return new Onward();
  }

  private static final class Onward
      implements Aggregator<PaymentOfCard, KV<CardToken, CardPayment>> {

    @Override
    public void add(PaymentOfCard added, Output<KV<CardToken, CardPayment>> out) {
      out.emit(KV.of(added.card(), added.payment()), added.payment().ingestTime());
    }

    @Override
    public void flush(Output<KV<CardToken, CardPayment>> out) {} // nothing is held back
  }
}
