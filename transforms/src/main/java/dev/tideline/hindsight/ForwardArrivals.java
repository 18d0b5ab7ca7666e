package dev.tideline.hindsight;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.fraud.CardPayment;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.PaymentView;
import dev.tideline.windowing.Lateness;
import org.apache.beam.sdk.values.KV;

/** Passes each payment on to the group of its card, too-late ones too. */
final class ForwardArrivals implements BundleAggregation<PaymentView, KV<Integer, Arrival>> {

  private static final long serialVersionUID = 1;

  /**
   * Cards are looked back on in groups, because a runner's price is per key: a key for each card
   * makes the Direct runner crawl.
   */
  private static final int GROUPS = 256;

  @Override
  public Aggregator<PaymentView, KV<Integer, Arrival>> open() {
    return new Onward(Lateness.tolerance());
  }

  private record Onward(Lateness lateness)
      implements Aggregator<PaymentView, KV<Integer, Arrival>> {

    @Override
    public void add(PaymentView view, Output<KV<Integer, Arrival>> out) {
      CardToken card = view.card();
      CardPayment payment =
          new CardPayment(
              view.paymentId(), view.content(), view.eventTime(), view.amount(), view.ingestTime());
      Arrival arrival = new Arrival(card, payment, view.currency(), lateness.tooLate(view));
      out.emit(KV.of(Math.floorMod(card.low(), GROUPS), arrival), payment.ingestTime());
    }

    @Override
    public void flush(Output<KV<Integer, Arrival>> out) {} // nothing is held back
  }
}
