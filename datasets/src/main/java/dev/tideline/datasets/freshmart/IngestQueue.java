package dev.tideline.datasets.freshmart;

import dev.tideline.intake.EventView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds back what has been sent until it is ingested, in a list per slice of time that is sorted when
 * its slice is due: cheaper than a heap, for most of it waits long.
 */
final class IngestQueue<E extends EventView> {

  /** How long a slice is, ms. */
  static final long SLICE = 60_000;

  private final Comparator<Sent<E>> byIngest =
      Comparator.comparingLong(sent -> sent.event().ingestTime());
  private final Map<Long, List<Sent<E>>> slices = new HashMap<>();

  /** Something will be ingested. */
  void add(Sent<E> sent) {
    long slice = Math.floorDiv(sent.event().ingestTime(), SLICE);
    slices.computeIfAbsent(slice, none -> new ArrayList<>()).add(sent);
  }

  /** Takes out what is ingested in a slice of time, in order; of one ms, what was added first. */
  List<Sent<E>> take(long slice) {
    List<Sent<E>> due = slices.remove(slice);
    if (due == null) {
      return List.of();
    }
    due.sort(byIngest);
    return due;
  }

  /** Whether nothing is held back any more. */
  boolean isEmpty() {
    return slices.isEmpty();
  }
}
