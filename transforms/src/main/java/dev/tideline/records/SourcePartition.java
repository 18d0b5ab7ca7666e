package dev.tideline.records;

import java.util.Comparator;

/**
 * What ranges are ranges of.
 *
 * @param source the topic or file
 * @param partition the partition; 0 in a file
 */
public record SourcePartition(String source, int partition) implements Comparable<SourcePartition> {

  private static final Comparator<SourcePartition> ORDER =
      Comparator.comparing(SourcePartition::source).thenComparingInt(SourcePartition::partition);

  @Override
  public int compareTo(SourcePartition other) {
    return ORDER.compare(this, other);
  }
}
