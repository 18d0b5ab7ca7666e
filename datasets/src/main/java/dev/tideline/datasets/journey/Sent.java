package dev.tideline.datasets.journey;

import dev.tideline.intake.EventRules;
import dev.tideline.intake.EventView;
import dev.tideline.intake.RejectReason;

/**
 * A record on its way to a topic.
 *
 * @param event what it says, or would say were it not broken
 * @param late why it is late, if it is
 * @param damage the reason it will be rejected for, or null
 */
public record Sent<E extends EventView>(E event, Late late, RejectReason damage) {

  /** An event that is neither late nor broken. */
  public static <E extends EventView> Sent<E> whole(E event) {
    return new Sent<>(event, null, null);
  }

  /** Whether its clock was so far ahead that it comes from the future. */
  public boolean fromTheFuture() {
    return event.eventTime() > event.ingestTime() + EventRules.CLOCK_AHEAD;
  }
}
