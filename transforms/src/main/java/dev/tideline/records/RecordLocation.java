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

  @Override
  public String toString() {
    return partition < 0 ? source + "@" + offset : source + "-" + partition + "@" + offset;
  }
}
