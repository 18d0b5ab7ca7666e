package dev.tideline.records;

/**
 * Where a record was found, so that a person can find it again.
 *
 * @param source the topic, or the file's path below the input
 * @param partition the topic's partition, or -1 in a file
 * @param offset the topic's offset; in a file of lines the byte at which the line begins, in a
 *     columnar file the number of the row, both from 0
 */
public record RecordLocation(String source, int partition, long offset) {

  /** A location in a file. */
  public static RecordLocation inFile(String path, long offset) {
    return new RecordLocation(path, -1, offset);
  }

  @Override
  public String toString() {
    return partition < 0 ? source + "@" + offset : source + "-" + partition + "@" + offset;
  }
}
