package dev.tideline.datasets.journey;

import dev.tideline.event.EventRules;
import dev.tideline.event.EventView;
import dev.tideline.records.RejectReason;

/**
 * A record on its way to a topic.
 *
 * @param event what it says, or would say were it not broken
 * @param late why it is late, if it is
 * @param damage the reason it will be rejected for, or null
 */
public record SentEvent<E extends EventView>(E event, Late late, RejectReason damage) {

  /** An event that is neither late nor broken. */
  public static <E extends EventView> SentEvent<E> whole(E event) {
    return new SentEvent<>(event, null, null);
  }

  /** Whether its clock was so far ahead that it comes from the future. */
  public boolean fromTheFuture() {
    return event.eventTime() > event.ingestTime() + EventRules.CLOCK_AHEAD;
  }
}
