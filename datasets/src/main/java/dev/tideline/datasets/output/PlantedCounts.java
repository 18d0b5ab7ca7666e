package dev.tideline.datasets.output;

import dev.tideline.datasets.journey.Late;
import dev.tideline.datasets.journey.SentEvent;
import dev.tideline.event.EventView;
import dev.tideline.records.RejectReason;
import dev.tideline.store.Stores;
import dev.tideline.windowing.Lateness;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the records of a topic by what must become of them. Used by one thread. */
final class PlantedCounts {

  private final Lateness tolerance = Lateness.tolerance();
  private final Lateness closeOfBooks;
  private final Map<RejectReason, Long> broken = new EnumMap<>(RejectReason.class);
  private final Map<RejectReason, Long> leftOut = new EnumMap<>(RejectReason.class);
  private final Map<Late, Long> late = new EnumMap<>(Late.class);
  private long records;
  private long events;
  private long repeats;
  private long future;
  private long overTolerance;
  private long afterCloseOfBooks;

  PlantedCounts(Stores stores) {
    this.closeOfBooks = Lateness.closeOfBooks(stores);
  }

  /**
   * Counts a record.
   *
   * @param written whether the format could hold it
   * @return whether it is the first of a valid event, so that what it says counts
   */
  <E extends EventView> boolean count(SentEvent<E> sent, boolean written) {
    if (!written) {
      leftOut.merge(sent.damage(), 1L, Long::sum);
      return false;
    }
    records++;
    if (sent.damage() != null) {
      broken.merge(sent.damage(), 1L, Long::sum);
      return false;
    }
    if (sent.fromTheFuture()) {
      future++;
      return false;
    }
    if (sent.event().copy() > 0) {
      repeats++;
      return false;
    }
    events++;
    if (sent.late() != Late.NOT) {
      late.merge(sent.late(), 1L, Long::sum);
    }
    overTolerance += tolerance.tooLate(sent.event()) ? 1 : 0;
    afterCloseOfBooks += closeOfBooks.tooLate(sent.event()) ? 1 : 0;
    return true;
  }

  /** Adds what another partition counted. */
  void add(PlantedCounts other) {
    records += other.records;
    events += other.events;
    repeats += other.repeats;
    future += other.future;
    overTolerance += other.overTolerance;
    afterCloseOfBooks += other.afterCloseOfBooks;
    other.broken.forEach((reason, count) -> broken.merge(reason, count, Long::sum));
    other.leftOut.forEach((reason, count) -> leftOut.merge(reason, count, Long::sum));
    other.late.forEach((cause, count) -> late.merge(cause, count, Long::sum));
  }

  /** How many records were written. */
  long records() {
    return records;
  }

  /** The counts by name; records = events + repeats (duplicates) + future + all broken. */
  Map<String, Object> toMap() {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("records", records);
    counts.put("events", events);
    counts.put("repeats", repeats);
    counts.put("future", future);
    counts.put("broken", broken);
    counts.put("left_out", leftOut);
    counts.put("slow", late.getOrDefault(Late.SLOW, 0L));
    counts.put("offline", late.getOrDefault(Late.OFFLINE, 0L));
    counts.put("later_than_tolerance", overTolerance);
    counts.put("after_close_of_books", afterCloseOfBooks);
    return counts;
  }
}
