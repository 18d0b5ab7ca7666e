package dev.tideline.datasets.journey;

import dev.tideline.event.EventView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds back what has been sent until it is ingested, in a list per slice of time that is sorted
 * when its slice is due: cheaper than a heap, for most of it waits long.
 */
public final class IngestQueue<E extends EventView> {

  /** How long a slice is, ms. */
  public static final long SLICE = 60_000;

  private final Map<Long, List<SentEvent<E>>> slices = new HashMap<>();

  /** Something will be ingested. */
  public void add(SentEvent<E> sent) {
    long slice = Math.floorDiv(sent.event().ingestTime(), SLICE);
    slices.computeIfAbsent(slice, none -> new ArrayList<>()).add(sent);
  }

  /** Takes out what is ingested in a slice of time, in order; of one ms, what was added first. */
  public List<SentEvent<E>> take(long slice) {
    List<SentEvent<E>> due = slices.remove(slice);
    if (due == null) {
      return List.of();
    }
    // Sorted as numbers of time and place, which takes a third of the time that comparing records
    // does.
    long[] keys = new long[due.size()];
    for (int i = 0; i < keys.length; i++) {
      long sinceStart = due.get(i).event().ingestTime() - slice * SLICE;
      keys[i] = (sinceStart << Integer.SIZE) + i;
    }
    Arrays.sort(keys);
    List<SentEvent<E>> inOrder = new ArrayList<>(keys.length);
    for (long key : keys) {
      inOrder.add(due.get((int) key));
    }
    return inOrder;
  }

  /** Whether nothing is held back any more. */
  public boolean isEmpty() {
    return slices.isEmpty();
  }
}
