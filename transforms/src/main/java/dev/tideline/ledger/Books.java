package dev.tideline.ledger;

import dev.tideline.sum.Summable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the records of some minutes of ingest. Minutes are added up by the hour, because a
 * runner's price is per key.
 *
 * @param minutes the tally of each minute, by its first ms since the epoch
 */
public record Books(SortedMap<Long, Tally> minutes) implements Summable<Books> {

  /** Nothing at all. */
  public static final Books NONE = new Books(new TreeMap<>());

  public Books {
    minutes = Collections.unmodifiableSortedMap(new TreeMap<>(minutes));
  }

  /** The books of one minute. */
  public static Books of(long minute, Tally tally) {
    return new Books(new TreeMap<>(Map.of(minute, tally)));
  }

  @Override
  public Books plus(Books other) {
    SortedMap<Long, Tally> sum = new TreeMap<>(minutes);
    for (Map.Entry<Long, Tally> minute : other.minutes.entrySet()) {
      sum.merge(minute.getKey(), minute.getValue(), Tally::plus);
    }
    return new Books(sum);
  }
}
