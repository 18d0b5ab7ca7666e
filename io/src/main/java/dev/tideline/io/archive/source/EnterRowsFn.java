package dev.tideline.io.archive.source;

import dev.tideline.event.EventView;
import dev.tideline.io.archive.avro.ParsedRow;
import dev.tideline.ledger.LedgerAccumulator;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.Reject;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Enters rows in the ledger as they are read, before a shuffle looks for their duplicates, and
 * parts events from rejects.
 *
 * @param <E> the event
 */
final class EnterRowsFn<E extends EventView> extends DoFn<ParsedRow<E>, E> {

  private static final long serialVersionUID = 1;

  private final TupleTag<Reject> rejects;
  private final TupleTag<KV<Long, LedgerEntry>> ledger;

  private transient LedgerAccumulator accumulator;

  EnterRowsFn(TupleTag<Reject> rejects, TupleTag<KV<Long, LedgerEntry>> ledger) {
    this.rejects = rejects;
    this.ledger = ledger;
  }

  @StartBundle
  public void startBundle() {
    accumulator = new LedgerAccumulator();
  }

  @ProcessElement
  public void processElement(
      @Element ParsedRow<E> row, MultiOutputReceiver out, OutputReceiver<E> events) {
    if (row instanceof ParsedRow.Event<E> read) {
      accumulator.read(read.event().ingestTime());
      events.output(read.event());
    } else if (row instanceof ParsedRow.Broken<E> broken) {
      Reject reject = broken.reject();
      accumulator.read(reject.ingestTime());
      accumulator.rejected(reject.ingestTime(), reject.reason());
      out.get(rejects).output(reject);
    }
    accumulator.drainIfLarge(out, ledger);
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    accumulator.drain(context, ledger);
  }
}
