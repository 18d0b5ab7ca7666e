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
 * @param minutes the entry of each minute, by its first ms since the epoch
 */
public record Ledger(SortedMap<Long, LedgerEntry> minutes) implements Summable<Ledger> {

  /** Nothing at all. */
  public static final Ledger NONE = new Ledger(new TreeMap<>());

  public Ledger {
    minutes = Collections.unmodifiableSortedMap(new TreeMap<>(minutes));
  }

  /** The ledger of one minute. */
  public static Ledger of(long minute, LedgerEntry entry) {
    return new Ledger(new TreeMap<>(Map.of(minute, entry)));
  }

  @Override
  public Ledger plus(Ledger other) {
    SortedMap<Long, LedgerEntry> sum = new TreeMap<>(minutes);
    for (Map.Entry<Long, LedgerEntry> minute : other.minutes.entrySet()) {
      sum.merge(minute.getKey(), minute.getValue(), LedgerEntry::plus);
    }
    return new Ledger(sum);
  }
}
