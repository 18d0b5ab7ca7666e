package dev.tideline.fraud;

import dev.tideline.event.OtherCopy;
import dev.tideline.fraud.card.CardArrival;
import dev.tideline.fraud.card.CardGroupDraft;
import dev.tideline.fraud.card.CardHistory;
import dev.tideline.fraud.card.CardPayment;
import dev.tideline.ledger.LedgerAccumulator;
import dev.tideline.payment.CardToken;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.KV;

/** Takes the payments of a bundle as they come to their cards. Not shared between threads. */
final class ArrivalsOfBundle {

  private final FraudPolicy policy;
  private final ArrivalOutputs outputs;
  private final LedgerAccumulator ledger = new LedgerAccumulator();

  ArrivalsOfBundle(FraudPolicy policy, ArrivalOutputs outputs) {
    this.policy = policy;
    this.outputs = outputs;
  }

  /** Takes payments of the cards of a group. */
  void take(List<KV<CardToken, CardArrival>> pack, CardGroupDraft cards, MultiOutputReceiver out) {
    for (KV<CardToken, CardArrival> arrival : pack) {
      CardToken card = arrival.getKey();
      CardHistory history = cards.history(card);
      if (take(card, arrival.getValue(), history, out)) {
        cards.put(card, history);
      }
    }
  }

  /** Takes a payment; whether its card's history has been changed. */
  private boolean take(
      CardToken card, CardArrival arrival, CardHistory history, MultiOutputReceiver out) {
    CardPayment payment = arrival.payment();
    if (arrival.late() != null) {
      // That no copy counts is never known: one may come yet, or be forgotten.
      OtherCopy other = history.counts(payment) ? OtherCopy.COUNTED : OtherCopy.UNKNOWN;
      out.get(outputs.tooLate()).output(arrival.late().with(other));
      return false;
    }
    CardPayment duplicate = history.settle(payment);
    if (duplicate != null) {
      ledger.replaced(duplicate.ingestTime());
      ledger.drainIfLarge(out, outputs.ledger());
    }
    policy.judge(card, payment, history).forEach(out.get(outputs.signals())::output);
    return true;
  }

  void finish(DoFn<?, FraudSignal>.FinishBundleContext context) {
    ledger.drain(context, outputs.ledger());
  }
}
