package dev.tideline.hindsight;

import dev.tideline.fraud.CardPayment;
import dev.tideline.ledger.Counting;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.PaymentView;
import dev.tideline.windowing.Lateness;
import org.apache.beam.sdk.values.KV;

/** Passes each payment on to its card, too-late ones too. */
final class EachArrival implements Counting<PaymentView, KV<CardToken, Arrival>> {

  private static final long serialVersionUID = 1;

  @Override
  public Counter<PaymentView, KV<CardToken, Arrival>> open() {
    return new Onward(Lateness.tolerance());
  }

  private record Onward(Lateness lateness) implements Counter<PaymentView, KV<CardToken, Arrival>> {

    @Override
    public void add(PaymentView view, Output<KV<CardToken, Arrival>> out) {
      CardPayment payment =
          new CardPayment(view.paymentId(), view.eventTime(), view.amount(), view.ingestTime());
      Arrival arrival = new Arrival(payment, view.currency(), lateness.tooLate(view));
      out.emit(KV.of(view.card(), arrival), payment.ingestTime());
    }

    @Override
    public void flush(Output<KV<CardToken, Arrival>> out) {} // nothing is held back
  }
}
