package dev.tideline.duplicates;

/**
 * Where a copy of an event was read (42 bits) and in which minute it was ingested (22 bits), in one
 * long.
 *
 * <p>Where it was read tells a copy from the same record that is read again. 10 bits of it are the
 * partition and 32 the offset: two copies would have to be 1024 partitions or 4.3 billion records
 * apart, or a multiple of it, to be taken for one record.
 */
public final class CopyMark {

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
   * @param partition where it was read
   * @param offset where in the partition
   * @param minute when it was ingested, in minutes from a time that all copies of the event share;
   *     nearly eight years at most
   * @throws IllegalArgumentException if the minute does not fit
   */
  public static long of(int partition, long offset, long minute) {
    if (minute < 0 || minute > MINUTE) {
      throw new IllegalArgumentException(
          "a copy is ingested " + minute + " minutes after it could be, of at most " + MINUTE);
    }
    long place = ((partition & PARTITION) << OFFSET_BITS) | (offset & OFFSET);
    return (place << MINUTE_BITS) | minute;
  }

  /** When it was ingested. */
  static int minute(long mark) {
    return (int) (mark & MINUTE);
  }
}
