package dev.tideline.records;

/**
 * Where a record was found, so that a person can find it again.
 *
 * @param source the topic, or the file's path below the input
 * @param partition the topic's partition, or -1 in a file
 * @param offset the topic's offset; in a file of lines the byte at which the line begins, in a
 *     columnar file the number of the row, both from 0
 * @param line in a file of lines the number of the line, from 1; 0 if there are no lines, or if the
 *     file is not read from its beginning
 */
public record RecordLocation(String source, int partition, long offset, long line) {

  /** How many bits a {@link #place} has. */
  public static final int PLACE_BITS = 42;

  private static final int OFFSET_BITS = 32;

  /** A location in a topic. */
  public static RecordLocation inTopic(String topic, int partition, long offset) {
    return new RecordLocation(topic, partition, offset, 0);
  }

  /** A location in a file. */
  public static RecordLocation inFile(String path, long offset) {
    return inFile(path, offset, 0);
  }

  /** A location in a file of lines. */
  public static RecordLocation inFile(String path, long offset, long line) {
    return new RecordLocation(path, -1, offset, line);
  }

  /**
   * Where it is in short, to tell a record that is read again from another of the same event: of a
   * topic 10 bits of the partition and 32 of the offset, so that only those are mistaken that are
   * 1024 partitions or 4.3 billion records apart, or a multiple of it; of files a hash.
   */
  public long place() {
    long all =
        partition < 0
            ? mixed(((long) source.hashCode() << OFFSET_BITS) ^ offset)
            : ((long) partition << OFFSET_BITS) | (offset & ((1L << OFFSET_BITS) - 1));
    return all & ((1L << PLACE_BITS) - 1);
  }

  /** The finalizer of MurmurHash3, which mixes all bits. */
  private static long mixed(long bits) {
    long mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }

  @Override
  public String toString() {
    return partition < 0 ? source + "@" + offset : source + "-" + partition + "@" + offset;
  }
}
