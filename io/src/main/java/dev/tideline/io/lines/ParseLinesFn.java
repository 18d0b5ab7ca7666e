package dev.tideline.io.lines;

import dev.tideline.event.EventView;
import dev.tideline.ledger.LedgerAccumulator;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/**
 * Reads the lines of a chunk: each is an event, or a reject. Every line is entered in the ledger
 * here, as read, and also with its fate if it is a reject.
 *
 * @param <E> the event
 */
public final class ParseLinesFn<E extends EventView> extends DoFn<FileChunk, E> {

  private static final long serialVersionUID = 1;

  /** Past this many minutes the ledger of a bundle go on early, so that it stays small. */
  private static final int MOST_MINUTES = 10_000;

  private final JsonEventType<E> kind;
  private final TupleTag<E> events;
  private final TupleTag<Reject> rejects;
  private final TupleTag<KV<Long, LedgerEntry>> ledger;

  private transient LedgerAccumulator minutes;

  /**
   * Parses records of one kind.
   *
   * @param events the tag of the events
   * @param rejects the tag of lines that are no events
   * @param ledger the tag of the ledger
   */
  public ParseLinesFn(
      JsonEventType<E> kind,
      TupleTag<E> events,
      TupleTag<Reject> rejects,
      TupleTag<KV<Long, LedgerEntry>> ledger) {
    this.kind = kind;
    this.events = events;
    this.rejects = rejects;
    this.ledger = ledger;
  }

  @StartBundle
  public void startBundle() {
    minutes = new LedgerAccumulator();
  }

  @ProcessElement
  public void processElement(@Element FileChunk chunk, MultiOutputReceiver out) throws IOException {
    try (Lines lines = Lines.open(chunk)) {
      while (lines.next()) {
        parse(lines, chunk, out);
      }
    } catch (IOException unreadable) {
      throw new IOException(chunk + " can't be read: " + unreadable.getMessage(), unreadable);
    }
    if (minutes.size() > MOST_MINUTES) {
      minutes.drain(
          (minute, entry) ->
              out.get(ledger)
                  .outputWithTimestamp(KV.of(minute, entry), Instant.ofEpochMilli(minute)));
    }
  }

  private void parse(Lines lines, FileChunk chunk, MultiOutputReceiver out) {
    RecordLocation location = RecordLocation.inFile(chunk.file().name(), lines.start());
    RawRecord record = new RawRecord(lines.bytes(), location, RawRecord.IN_PAYLOAD);
    try {
      E event = kind.parser().parse(record);
      minutes.read(event.ingestTime());
      out.get(events).output(event);
    } catch (BrokenRecord broken) {
      Reject reject = broken.toReject(record, lines.size());
      minutes.read(reject.ingestTime());
      minutes.rejected(reject.ingestTime(), reject.reason());
      out.get(rejects).output(reject);
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    minutes.drain(
        (minute, entry) ->
            context.output(
                ledger, KV.of(minute, entry), Instant.ofEpochMilli(minute), GlobalWindow.INSTANCE));
  }
}
