package dev.tideline.records;

/**
 * A stretch of a source, in its own units: offsets of a partition, bytes of a file of lines, rows
 * of a Parquet file.
 *
 * @param source the topic or file
 * @param partition the partition; 0 in a file
 * @param from where it begins
 * @param to where it ends, which is no longer in it
 */
public record SourceRange(String source, int partition, long from, long to) {

  public SourceRange {
    if (from > to) {
      throw new IllegalArgumentException(
          "no range of %s-%d: from %d to %d".formatted(source, partition, from, to));
    }
  }

  /** A stretch of a file. */
  public static SourceRange ofFile(String file, long from, long to) {
    return new SourceRange(file, 0, from, to);
  }

  /** Whether there is nothing between its ends. */
  public boolean isEmpty() {
    return from == to;
  }

  /** What it is a stretch of. */
  public SourcePartition whole() {
    return new SourcePartition(source, partition);
  }
}
