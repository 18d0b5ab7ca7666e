package dev.tideline.io.lines;

import dev.tideline.event.EventView;
import dev.tideline.ledger.LedgerAccumulator;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import java.io.IOException;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Reads the lines of a chunk: each is an event, or a reject. Every line is entered in the ledger
 * here, as read, and also with its fate if it is a reject.
 *
 * @param <E> the event
 */
public final class ParseLinesFn<E extends EventView> extends DoFn<FileChunk, E> {

  private static final long serialVersionUID = 1;

  private final Counter blank = BlankLines.counter();
  private final JsonEventType<E> type;
  private final TupleTag<E> events;
  private final TupleTag<Reject> rejects;
  private final TupleTag<KV<Long, LedgerEntry>> ledger;

  private transient LedgerAccumulator accumulator;

  /**
   * Parses records of one type.
   *
   * @param events the tag of the events
   * @param rejects the tag of lines that are no events
   * @param ledger the tag of the ledger
   */
  public ParseLinesFn(
      JsonEventType<E> type,
      TupleTag<E> events,
      TupleTag<Reject> rejects,
      TupleTag<KV<Long, LedgerEntry>> ledger) {
    this.type = type;
    this.events = events;
    this.rejects = rejects;
    this.ledger = ledger;
  }

  @StartBundle
  public void startBundle() {
    accumulator = new LedgerAccumulator();
  }

  @ProcessElement
  public void processElement(@Element FileChunk chunk, MultiOutputReceiver out) throws IOException {
    try (Lines lines = Lines.open(chunk)) {
      while (lines.next()) {
        parse(lines, chunk, out);
      }
      blank.inc(lines.blank());
    } catch (IOException unreadable) {
      throw new IOException(chunk + " can't be read: " + unreadable.getMessage(), unreadable);
    }
    accumulator.drainIfLarge(out, ledger);
  }

  private void parse(Lines lines, FileChunk chunk, MultiOutputReceiver out) {
    long number = chunk.start() == 0 ? lines.number() : 0; // how many there are before is not known
    RecordLocation location = RecordLocation.inFile(chunk.file().name(), lines.start(), number);
    RawRecord record = new RawRecord(lines.bytes(), location, RawRecord.IN_PAYLOAD);
    try {
      E event = type.parser().parse(record);
      accumulator.read(event.ingestTime());
      out.get(events).output(event);
    } catch (BrokenRecord broken) {
      Reject reject = broken.toReject(record, lines.size());
      accumulator.read(reject.ingestTime());
      accumulator.rejected(reject.ingestTime(), reject.reason());
      out.get(rejects).output(reject);
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    accumulator.drain(context, ledger);
  }
}
