package dev.tideline.fraud;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.fraud.card.CardArrival;
import dev.tideline.fraud.card.CardGroup;
import dev.tideline.fraud.card.CardPayment;
import dev.tideline.ledger.TooLateEvent;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.PaymentView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.values.KV;

/**
 * Packs the payments of a stream by the group of their card, for Beam's price is per element. A
 * signal can't wait for the end of a bundle, so they go on with each element of the source: one of
 * few payments was read as they came. Of many it is one of a backlog, where nobody waits for a
 * signal, and more are packed together.
 *
 * <p>A pack stands at the earliest time of ingest in it, which no watermark has passed. At an event
 * time, which one may have passed, it would not hold the watermark back on the Direct runner, and a
 * timer would fire before a payment that is on its way.
 *
 * <p>All copies count here; the card takes back those that don't.
 */
final class PackArrivals
    implements BundleAggregation<PaymentView, KV<Integer, List<KV<CardToken, CardArrival>>>> {

  private static final long serialVersionUID = 1;

  /** So many payments in an element of the source are a backlog. */
  private static final int BACKLOG = 200;

  /** Past this many payments a bundle hands them over early, so that it stays small. */
  private static final int MOST = 20_000;

  @Override
  public boolean takesLate() {
    return true;
  }

  @Override
  public Aggregator<PaymentView, KV<Integer, List<KV<CardToken, CardArrival>>>> open() {
    return new Packing();
  }

  /** A pack that is being filled. */
  private static final class Pack {
    private final List<KV<CardToken, CardArrival>> arrivals = new ArrayList<>();
    private long earliest = Long.MAX_VALUE;
  }

  private static final class Packing
      implements Aggregator<PaymentView, KV<Integer, List<KV<CardToken, CardArrival>>>> {

    private final Map<Integer, Pack> packs = new HashMap<>();
    private int held;
    private int inElement;

    @Override
    public void add(PaymentView view, Output<KV<Integer, List<KV<CardToken, CardArrival>>>> out) {
      addLate(view, null, out);
    }

    @Override
    public void addLate(
        PaymentView view,
        TooLateEvent kept,
        Output<KV<Integer, List<KV<CardToken, CardArrival>>>> out) {
      CardToken card = view.card();
      Pack pack = packs.computeIfAbsent(CardGroup.of(card), none -> new Pack());
      pack.arrivals.add(KV.of(card, new CardArrival(CardPayment.of(view), kept)));
      pack.earliest = Math.min(pack.earliest, view.ingestTime());
      held++;
      inElement++;
      if (held >= MOST) {
        flush(out);
      }
    }

    @Override
    public void endElement(Output<KV<Integer, List<KV<CardToken, CardArrival>>>> out) {
      if (inElement < BACKLOG) {
        flush(out);
      }
      inElement = 0;
    }

    @Override
    public void flush(Output<KV<Integer, List<KV<CardToken, CardArrival>>>> out) {
      packs.forEach((group, pack) -> out.emit(KV.of(group, pack.arrivals), pack.earliest));
      packs.clear();
      held = 0;
    }
  }
}
