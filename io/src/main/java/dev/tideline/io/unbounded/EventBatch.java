package dev.tideline.io.unbounded;

import dev.tideline.event.EventView;
import dev.tideline.records.Reject;
import dev.tideline.records.SourceRange;
import java.util.List;

/**
 * Records that arrived together, parsed: one element of an unbounded source. A runner's price is
 * per element, so a busy source hands over many records at a time, and an idle one each as it
 * comes. They are parsed where they are read, for a runner may write the elements of a source to
 * disk, and a record may hold the number of a card.
 *
 * @param events those that are events, in the order of their partition
 * @param rejects those that are none
 * @param range the stretch of the source that they are all the records of; null in what a reader
 *     hands over last
 * @param <E> the event
 */
public record EventBatch<E extends EventView>(
    List<E> events, List<Reject> rejects, SourceRange range) {

  public EventBatch {
    events = List.copyOf(events);
    rejects = List.copyOf(rejects);
  }

  /** What a reader hands over last: nothing follows, see {@link EndOfStream}. */
  public static <E extends EventView> EventBatch<E> end() {
    return new EventBatch<>(List.of(), List.of(), null);
  }

  /** Whether it is what a reader hands over last. */
  public boolean isEnd() {
    return range == null;
  }

  /** How many records there are. */
  public int size() {
    return events.size() + rejects.size();
  }
}
