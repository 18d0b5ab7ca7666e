package dev.tideline.duplicates;

/**
 * What is remembered of a copy of an event beside the first 64 bits of its identity, in one long:
 * four more bits of the identity, where it was read (44 bits) and in which minute it was ingested
 * (16 bits).
 *
 * <p>Where it was read tells a copy from the same record that is read again. 10 bits of it are the
 * partition and 34 the offset: two copies would have to be 1024 partitions or 17 billion records
 * apart, and both a multiple of it, to be taken for one record.
 */
public final class CopyMark {

  private static final int MINUTE_BITS = 16;
  private static final int OFFSET_BITS = 34;
  private static final int PARTITION_BITS = 10;

  private static final long MINUTE = (1L << MINUTE_BITS) - 1;
  private static final long OFFSET = (1L << OFFSET_BITS) - 1;
  private static final long PARTITION = (1L << PARTITION_BITS) - 1;

  /** The bits that are of the identity. */
  static final long IDENTITY = -1L << (MINUTE_BITS + OFFSET_BITS + PARTITION_BITS);

  private CopyMark() {}

  /**
   * The mark of a copy.
   *
   * @param identity any bits of the event's identity beside the first 64; the first four are kept
   * @param partition where it was read
   * @param offset where in the partition
   * @param minute when it was ingested, in minutes from a time that all copies of the event share
   * @throws IllegalArgumentException if the minute does not fit into 16 bits
   */
  public static long of(long identity, int partition, long offset, long minute) {
    if (minute < 0 || minute > MINUTE) {
      throw new IllegalArgumentException(
          "a copy is ingested " + minute + " minutes after it could be, of at most " + MINUTE);
    }
    long place = ((partition & PARTITION) << OFFSET_BITS) | (offset & OFFSET);
    return (identity & IDENTITY) | (place << MINUTE_BITS) | minute;
  }

  /** When it was ingested. */
  static int minute(long mark) {
    return (int) (mark & MINUTE);
  }

  /** Whether it is of the same event as another with the same first 64 bits. */
  static boolean sameEvent(long mark, long other) {
    return ((mark ^ other) & IDENTITY) == 0;
  }
}
