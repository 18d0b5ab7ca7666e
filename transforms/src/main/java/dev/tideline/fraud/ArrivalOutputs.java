package dev.tideline.fraud;

import dev.tideline.ledger.LedgerEntry;
import dev.tideline.ledger.TooLateEvent;
import java.io.Serializable;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * What comes out of a card's step in a stream.
 *
 * @param signals suspicious payments
 * @param tooLate payments that came too late
 * @param ledger what changes in the ledger: payments that were entered as counted and are
 *     duplicates
 */
record ArrivalOutputs(
    TupleTag<FraudSignal> signals,
    TupleTag<TooLateEvent> tooLate,
    TupleTag<KV<Long, LedgerEntry>> ledger)
    implements Serializable {

  static ArrivalOutputs create() {
    return new ArrivalOutputs(
        new TupleTag<>("signals") {}, new TupleTag<>("tooLate") {}, new TupleTag<>("ledger") {});
  }

  TupleTagList besidesSignals() {
    return TupleTagList.of(tooLate).and(ledger);
  }
}
