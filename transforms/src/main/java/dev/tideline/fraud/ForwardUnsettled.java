package dev.tideline.fraud;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.fraud.card.CardArrival;
import dev.tideline.fraud.card.CardPayment;
import dev.tideline.ledger.TooLateEvent;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.PaymentView;
import org.apache.beam.sdk.values.KV;

/**
 * Passes each payment of a stream on to its card at once: a signal can't wait for a bundle's end.
 * It stands at its time of ingest, which no watermark has passed. At its event time, which one may
 * have passed, it would not hold the watermark back on the Direct runner, and a card's timer would
 * fire before a payment that is on its way.
 *
 * <p>All copies count here; the card takes back those that don't.
 */
final class ForwardUnsettled implements BundleAggregation<PaymentView, KV<CardToken, CardArrival>> {

  private static final long serialVersionUID = 1;

  @Override
  public boolean takesLate() {
    return true;
  }

  @Override
  public Aggregator<PaymentView, KV<CardToken, CardArrival>> open() {
    return new Onward();
  }

  private static final class Onward implements Aggregator<PaymentView, KV<CardToken, CardArrival>> {

    @Override
    public void add(PaymentView view, Output<KV<CardToken, CardArrival>> out) {
      addLate(view, null, out);
    }

    @Override
    public void addLate(
        PaymentView view, TooLateEvent kept, Output<KV<CardToken, CardArrival>> out) {
      out.emit(KV.of(view.card(), new CardArrival(CardPayment.of(view), kept)), view.ingestTime());
    }

    @Override
    public void flush(Output<KV<CardToken, CardArrival>> out) {} // nothing is held back
  }
}
