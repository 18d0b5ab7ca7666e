package dev.tideline.books;

import dev.tideline.coverage.Coverage;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.SourcePartition;
import dev.tideline.sum.Summable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * What became of the records of some minutes of ingest, and what was read of a source.
 *
 * @param minutes the ledger: the entry of each minute, by its first ms since the epoch
 * @param coverage which parts of each partition or file were read
 */
public record Books(
    SortedMap<Long, LedgerEntry> minutes, SortedMap<SourcePartition, Coverage> coverage)
    implements Summable<Books> {

  /** Nothing at all. */
  public static final Books NONE = new Books(new TreeMap<>(), new TreeMap<>());

  public Books {
    minutes = Collections.unmodifiableSortedMap(new TreeMap<>(minutes));
    coverage = Collections.unmodifiableSortedMap(new TreeMap<>(coverage));
  }

  /** The ledger of one minute. */
  public static Books of(long minute, LedgerEntry entry) {
    return new Books(new TreeMap<>(Map.of(minute, entry)), NONE.coverage);
  }

  /** What was read of one partition or file. */
  public static Books of(SourcePartition partition, Coverage read) {
    return new Books(NONE.minutes, new TreeMap<>(Map.of(partition, read)));
  }

  @Override
  public Books plus(Books other) {
    return new Books(
        sum(minutes, other.minutes, LedgerEntry::plus),
        sum(coverage, other.coverage, Coverage::plus));
  }

  private static <K, V> SortedMap<K, V> sum(
      SortedMap<K, V> some, SortedMap<K, V> others, BinaryOperator<V> plus) {
    SortedMap<K, V> sum = new TreeMap<>(some);
    others.forEach((key, value) -> sum.merge(key, value, plus));
    return sum;
  }
}
