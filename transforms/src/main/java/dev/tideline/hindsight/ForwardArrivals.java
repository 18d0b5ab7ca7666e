package dev.tideline.hindsight;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.fraud.card.CardPayment;
import dev.tideline.fraud.card.PaymentOfCard;
import dev.tideline.windowing.WindowPolicies;
import org.apache.beam.sdk.values.KV;

/** Passes each payment on to the group of its card, too-late ones too. */
final class ForwardArrivals implements BundleAggregation<PaymentOfCard, KV<Integer, Arrival>> {

  private static final long serialVersionUID = 1;

  /**
   * Cards are looked back on in groups, because a runner's price is per key: a key for each card
   * makes the Direct runner crawl.
   */
  private static final int GROUPS = 256;

  private static final long TOLERANCE = WindowPolicies.TOLERANCE.getMillis();

  @Override
  public Aggregator<PaymentOfCard, KV<Integer, Arrival>> open() {
    return new Onward();
  }

  private static final class Onward implements Aggregator<PaymentOfCard, KV<Integer, Arrival>> {

    @Override
    public void add(PaymentOfCard added, Output<KV<Integer, Arrival>> out) {
      CardPayment payment = added.payment();
      Arrival arrival =
          new Arrival(
              added.card(),
              payment,
              added.currency(),
              payment.ingestTime() > payment.eventTime() + TOLERANCE);
      out.emit(KV.of(Math.floorMod(added.card().low(), GROUPS), arrival), payment.ingestTime());
    }

    @Override
    public void flush(Output<KV<Integer, Arrival>> out) {} // nothing is held back
  }
}
