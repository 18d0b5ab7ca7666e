package dev.tideline.ledger;

import dev.tideline.event.EventRules;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RejectReason;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

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

  /** A record was rejected. */
  public void rejected(long ingestTime, RejectReason reason) {
    at(ingestTime).rejected.merge(reason, 1L, Long::sum);
  }

  /** How many minutes have something in them. */
  public int size() {
    return byMinute.size();
  }

  /** Hands over all counts and begins anew. */
  public void drain(Sink sink) {
    byMinute.forEach((minute, counts) -> sink.accept(minute, counts.entry()));
    byMinute.clear();
    from = Long.MAX_VALUE;
    current = null;
  }

  /** Takes the counts of a minute, given by its first ms since the epoch. */
  @FunctionalInterface
  public interface Sink {
    /** Takes them, once. */
    void accept(long minute, LedgerEntry entry);
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
      return new LedgerEntry(read, counted, duplicate, tooLate, outOfScope, rejected);
    }
  }
}
