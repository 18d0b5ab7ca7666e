package dev.tideline.io.unbounded;

import dev.tideline.event.EventView;
import dev.tideline.records.Reject;
import java.util.List;

/**
 * Records of one partition that arrived together, parsed, with duplicates marked: one element of an
 * unbounded source. A runner's price is per element, so a busy source hands over many records at a
 * time, and an idle one each as it comes.
 *
 * @param events those that are events, in the order of the partition
 * @param rejects those that are none
 * @param <E> the event
 */
public record EventBatch<E extends EventView>(List<E> events, List<Reject> rejects) {

  public EventBatch {
    events = List.copyOf(events);
    rejects = List.copyOf(rejects);
  }

  /** How many records there are. */
  public int size() {
    return events.size() + rejects.size();
  }
}
