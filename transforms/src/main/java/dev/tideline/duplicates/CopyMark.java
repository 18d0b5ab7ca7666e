package dev.tideline.duplicates;

import dev.tideline.records.RecordLocation;

/**
 * Where a copy of an event was read ({@link RecordLocation#place}), which tells it from the same
 * record that is read again, and in which minute it was ingested (22 bits), in one long.
 */
final class CopyMark {

  private static final long MS = 60_000;

  private static final int MINUTE_BITS = Long.SIZE - RecordLocation.PLACE_BITS;
  private static final long MINUTE = (1L << MINUTE_BITS) - 1;

  private CopyMark() {}

  /**
   * The mark of a copy.
   *
   * @param place where it was read
   * @param eventTime when its event happened, ms since the epoch
   * @param ingestTime when it was ingested, ms since the epoch; at most nearly eight years later
   * @throws IllegalArgumentException if that does not fit
   */
  static long of(long place, long eventTime, long ingestTime) {
    long minute = Math.floorDiv(ingestTime, MS) - firstMinute(eventTime);
    if (minute < 0 || minute > MINUTE) {
      throw new IllegalArgumentException(
          "a copy was ingested %d minutes after the first in which it could be, of at most %d"
              .formatted(minute, MINUTE));
    }
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
