package dev.tideline.duplicates;

import dev.tideline.records.RecordLocation;

/**
 * Where a copy of an event was read (42 bits) and in which minute it was ingested (22 bits), in one
 * long.
 *
 * <p>Where it was read tells a copy from the same record that is read again. 10 bits of it are the
 * partition and 32 the offset: two copies would have to be 1024 partitions or 4.3 billion records
 * apart, or a multiple of it, to be taken for one record.
 */
public final class CopyMark {

  private static final long MS = 60_000;

  private static final int MINUTE_BITS = 22;
  private static final int OFFSET_BITS = 32;
  private static final int PARTITION_BITS = 10;

  private static final long MINUTE = (1L << MINUTE_BITS) - 1;
  private static final long OFFSET = (1L << OFFSET_BITS) - 1;
  private static final long PARTITION = (1L << PARTITION_BITS) - 1;

  private CopyMark() {}

  /**
   * The mark of a copy.
   *
   * @param eventTime when its event happened, ms since the epoch
   * @param ingestTime when it was ingested, ms since the epoch; at most nearly eight years later
   * @throws IllegalArgumentException if that does not fit
   */
  public static long of(RecordLocation location, long eventTime, long ingestTime) {
    long minute = Math.floorDiv(ingestTime, MS) - firstMinute(eventTime);
    if (minute < 0 || minute > MINUTE) {
      throw new IllegalArgumentException(
          location
              + " was ingested "
              + minute
              + " minutes after it could be, of at most "
              + MINUTE);
    }
    long place = ((location.partition() & PARTITION) << OFFSET_BITS) | (location.offset() & OFFSET);
    return (place << MINUTE_BITS) | minute;
  }

  /** In which minute a copy was ingested, from one that all copies of its event share. */
  static int minute(long mark) {
    return (int) (mark & MINUTE);
  }

  /** The first ms since the epoch of such a minute. */
  static long timeOf(int minute, long eventTime) {
    return (firstMinute(eventTime) + minute) * MS;
  }

  /** Clocks that run ahead let an event be ingested up to a minute before it happened. */
  private static long firstMinute(long eventTime) {
    return Math.floorDiv(eventTime, MS) - 1;
  }
}
