package dev.tideline.arrival;

import dev.tideline.intake.EventView;
import dev.tideline.intake.Reject;
import java.util.List;

/**
 * Records of one partition that arrived together, parsed, with the copies of an event settled: one
 * element of an unbounded source. A runner's price is per element, so a busy source hands over many
 * records at a time, and an idle one each as it comes.
 *
 * @param events those that are events, in the order of the partition
 * @param rejects those that are none
 * @param <E> the event
 */
public record Arrivals<E extends EventView>(List<E> events, List<Reject> rejects) {

  public Arrivals {
    events = List.copyOf(events);
    rejects = List.copyOf(rejects);
  }

  /** How many records there are. */
  public int size() {
    return events.size() + rejects.size();
  }
}
