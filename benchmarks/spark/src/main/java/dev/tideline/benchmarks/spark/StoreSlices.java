package dev.tideline.benchmarks.spark;

import dev.tideline.benchmarks.peers.OrderSums;
import dev.tideline.benchmarks.peers.Slice;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * The latest slices of one store, by their numbers: how many there were from the epoch to each.
 * Public for Spark, which has Kryo write it as it is.
 */
public final class StoreSlices {

  /** How long after its end a slice is of use, ms: a late event may be in a window with it. */
  static final long KEPT = (Slice.PER_WINDOW - 1) * Slice.MILLIS + OrderSums.LATENESS + 60_000;

  private final Map<Long, Slice> slices = new HashMap<>();

  /** The events of each: copies have the same time, so they are of one slice. */
  private final Map<Long, Set<String>> ids = new HashMap<>();

  /**
   * The slice that an event is to be added to.
   *
   * @param time when it happened, ms since the epoch
   * @return null if a copy of it has been added
   */
  Slice of(String eventId, long time) {
    long number = Math.floorDiv(time, Slice.MILLIS);
    boolean isNew = ids.computeIfAbsent(number, none -> new HashSet<>()).add(eventId);
    return isNew ? slices.computeIfAbsent(number, none -> new Slice()) : null;
  }

  /** The slices of the window that ends before a slice; null where nothing happened. */
  Slice[] windowBefore(long number) {
    Slice[] window = new Slice[Slice.PER_WINDOW];
    for (int i = 0; i < window.length; i++) {
      window[i] = slices.get(number - window.length + i);
    }
    return window;
  }

  /** Forgets what no event that is yet to come can be in a window with. */
  void forget(long watermark) {
    Iterator<Long> numbers = slices.keySet().iterator();
    while (numbers.hasNext()) {
      long number = numbers.next();
      if (neededUntil(number) <= watermark) {
        numbers.remove();
        ids.remove(number);
      }
    }
  }

  private static long neededUntil(long number) {
    return (number + 1) * Slice.MILLIS + KEPT;
  }

  /** Whether there are none. */
  boolean isEmpty() {
    return slices.isEmpty();
  }

  /** The moment from which none of them is of use; there must be one. */
  long neededUntil() {
    return neededUntil(Collections.max(slices.keySet()));
  }
}
