package dev.tideline.ledger;

import dev.tideline.event.EventRules;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RejectReason;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/**
 * Counts the records of one bundle per minute of ingest. Not shared between threads.
 *
 * <p>Records mostly come in order of ingest, so the minute at hand is kept apart from the map.
 */
public final class LedgerAccumulator {

  /**
   * The minute of records too broken to say when they were ingested, or that say a time that can't
   * be, of which some are beyond any that Beam can handle: the first minute of 1970.
   */
  public static final long UNKNOWN = 0;

  /** Past this many minutes a bundle hands its ledger over early, so that it stays small. */
  private static final int MOST_MINUTES = 10_000;

  private static final long MINUTE = 60_000;

  private final Map<Long, Counts> byMinute = new HashMap<>();
  private long from = Long.MAX_VALUE;
  private Counts current;

  /**
   * A record was met.
   *
   * @param ingestTime ms since the epoch, or {@link RawRecord#IN_PAYLOAD} if it can't be known
   */
  public void read(long ingestTime) {
    at(ingestTime).read++;
  }

  /** A record that is not rejected has its fate. */
  public void settled(long ingestTime, Fate fate) {
    at(ingestTime).settled(fate);
  }

  /** A record that was entered as counted is a duplicate: another copy counts in its place. */
  public void replaced(long ingestTime) {
    Counts counts = at(ingestTime);
    counts.counted--;
    counts.duplicate++;
    counts.replaced++;
  }

  /** A record was rejected. */
  public void rejected(long ingestTime, RejectReason reason) {
    at(ingestTime).rejected.merge(reason, 1L, Long::sum);
  }

  /** Hands over what was counted, each minute at its first ms, if it has become much. */
  public void drainIfLarge(MultiOutputReceiver out, TupleTag<KV<Long, LedgerEntry>> ledger) {
    if (byMinute.size() > MOST_MINUTES) {
      OutputReceiver<KV<Long, LedgerEntry>> minutes = out.get(ledger);
      drain(entry -> minutes.outputWithTimestamp(entry, Instant.ofEpochMilli(entry.getKey())));
    }
  }

  /** Hands over what was counted, each minute at its first ms; the bundle ends. */
  public void drain(
      DoFn<?, ?>.FinishBundleContext context, TupleTag<KV<Long, LedgerEntry>> ledger) {
    drain(
        entry ->
            context.output(
                ledger, entry, Instant.ofEpochMilli(entry.getKey()), GlobalWindow.INSTANCE));
  }

  private void drain(Consumer<KV<Long, LedgerEntry>> sink) {
    byMinute.forEach((minute, counts) -> sink.accept(KV.of(minute, counts.entry())));
    byMinute.clear();
    from = Long.MAX_VALUE;
    current = null;
  }

  private Counts at(long ingestTime) {
    if (ingestTime < from || ingestTime >= from + MINUTE) {
      from = minuteOf(ingestTime);
      current = byMinute.computeIfAbsent(from, minute -> new Counts());
    }
    return current;
  }

  private static long minuteOf(long ingestTime) {
    return EventRules.plausible(ingestTime)
        ? ingestTime - Math.floorMod(ingestTime, MINUTE)
        : UNKNOWN;
  }

  private static final class Counts {
    private long read;
    private long counted;
    private long duplicate;
    private long tooLate;
    private long outOfScope;
    private long replaced;
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);

    void settled(Fate fate) {
      switch (fate) {
        case COUNTED -> counted++;
        case DUPLICATE -> duplicate++;
        case TOO_LATE -> tooLate++;
        case OUT_OF_SCOPE -> outOfScope++;
        case REJECTED -> throw new IllegalArgumentException("a reject has a reason");
      }
    }

    LedgerEntry entry() {
      return new LedgerEntry(read, counted, duplicate, tooLate, outOfScope, rejected, replaced);
    }
  }
}
