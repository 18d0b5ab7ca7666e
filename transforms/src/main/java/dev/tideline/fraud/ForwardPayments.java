package dev.tideline.fraud;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.PaymentView;
import org.apache.beam.sdk.values.KV;

/**
 * Passes each payment on to its card at once: a signal can't wait for a bundle's end. It stands at
 * its time of ingest, which no watermark has passed. At its event time, which one may have passed,
 * it would not hold the watermark back on the Direct runner, and a card's timer would fire before a
 * payment that is on its way.
 */
final class ForwardPayments implements BundleAggregation<PaymentView, KV<CardToken, CardPayment>> {

  private static final long serialVersionUID = 1;

  @Override
  public Aggregator<PaymentView, KV<CardToken, CardPayment>> open() {
    return new Onward();
  }

  private static final class Onward implements Aggregator<PaymentView, KV<CardToken, CardPayment>> {

    @Override
    public void add(PaymentView view, Output<KV<CardToken, CardPayment>> out) {
      CardPayment payment =
          new CardPayment(
              view.paymentId(), view.content(), view.eventTime(), view.amount(), view.ingestTime());
      out.emit(KV.of(view.card(), payment), payment.ingestTime());
    }

    @Override
    public void flush(Output<KV<CardToken, CardPayment>> out) {} // nothing is held back
  }
}
