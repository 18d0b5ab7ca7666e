package dev.tideline.io.lines;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.admission.MarkDuplicates;
import dev.tideline.admission.ReusedId;
import dev.tideline.event.EventDecoder;
import dev.tideline.event.EventView;
import dev.tideline.io.EventSource;
import dev.tideline.ledger.LedgerCoders;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.RecordCoders;
import dev.tideline.records.Reject;
import java.util.List;
import java.util.OptionalLong;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Makes a source of events of which nobody knows yet which are duplicates: a shuffle marks them.
 */
public final class SettleEvents {

  private SettleEvents() {}

  /**
   * The source.
   *
   * @param events the events
   * @param rejects records that are none
   * @param ledger where both are entered as read, and the rejects as rejected
   * @param rules of the pipeline, by which duplicates are marked
   * @param groups how many groups the ids are divided into; each is held in memory
   * @param expected how many records there are by the files' own account, if they give one
   */
  public static <E extends V, V extends EventView> EventSource<E, V> source(
      PCollection<E> events,
      PCollection<Reject> rejects,
      PCollection<KV<Long, LedgerEntry>> ledger,
      JsonEventType<E> type,
      AdmissionRules<V> rules,
      int groups,
      OptionalLong expected) {
    TupleTag<E> marked = new TupleTag<>("marked");
    TupleTag<ReusedId> reused = new TupleTag<>("reused") {};
    PCollectionTuple settled =
        events
            .setCoder(type.coder())
            .apply(
                "MarkDuplicatesOf" + type.name(),
                MarkDuplicates.of(type.event(), type.asCopy(), rules, groups, marked, reused));
    return new EventSource<>(
        settled.get(marked),
        EventDecoder.again(),
        new EventSource.Known(
            List.of(rejects.setCoder(RecordCoders.REJECT)),
            List.of(ledger.setCoder(LedgerCoders.MINUTE)),
            List.of(settled.get(reused))),
        expected);
  }
}
