package dev.tideline.io.unbounded;

import dev.tideline.event.EventView;
import dev.tideline.records.Reject;
import dev.tideline.records.SourceRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Records that arrived together, parsed: one element of an unbounded source. A runner's price is
 * per element, so a busy source hands over many records at a time, and an idle one each as it
 * comes. They are parsed where they are read, for a runner may write the elements of a source to
 * disk, and a record may hold the number of a card.
 *
 * @param events those that are events, in the order of their partitions
 * @param rejects those that are none
 * @param stretches the stretches of the source that they are all the records of; empty ones in what
 *     a reader hands over last, so that its end is in the books of the run
 * @param <E> the event
 */
public record EventBatch<E extends EventView>(
    List<E> events, List<Reject> rejects, List<Stretch> stretches) {

  /**
   * A stretch of the source.
   *
   * @param range where it is
   * @param records how many there were
   */
  public record Stretch(SourceRange range, int records) {}

  public EventBatch {
    events = List.copyOf(events);
    rejects = List.copyOf(rejects);
    stretches = List.copyOf(stretches);
  }

  /** All of one stretch. */
  public static <E extends EventView> EventBatch<E> of(
      List<E> events, List<Reject> rejects, SourceRange range) {
    return new EventBatch<>(
        events, rejects, List.of(new Stretch(range, events.size() + rejects.size())));
  }

  /** Several, as one. */
  public static <E extends EventView> EventBatch<E> joined(List<EventBatch<E>> batches) {
    if (batches.size() == 1) {
      return batches.get(0);
    }
    List<E> events = new ArrayList<>();
    List<Reject> rejects = new ArrayList<>();
    List<Stretch> stretches = new ArrayList<>();
    for (EventBatch<E> each : batches) {
      events.addAll(each.events);
      rejects.addAll(each.rejects);
      stretches.addAll(each.stretches);
    }
    return new EventBatch<>(events, rejects, stretches);
  }

  /** What a reader hands over last that has nothing to read. */
  public static <E extends EventView> EventBatch<E> end() {
    return new EventBatch<>(List.of(), List.of(), List.of());
  }

  /** Whether it is what a reader hands over last: there is nothing in it but places. */
  public boolean isEnd() {
    return size() == 0 && stretches.stream().allMatch(each -> each.range().isEmpty());
  }

  /** How many records there are. */
  public int size() {
    return events.size() + rejects.size();
  }
}
