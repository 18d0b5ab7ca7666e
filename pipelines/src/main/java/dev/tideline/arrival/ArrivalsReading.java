package dev.tideline.arrival;

import dev.tideline.intake.EventView;
import dev.tideline.intake.Reading;
import dev.tideline.intake.Reject;

/**
 * Reads what an unbounded source hands over.
 *
 * @param <E> the event
 * @param <V> the view through which the business sees it
 */
public final class ArrivalsReading<E extends V, V extends EventView>
    implements Reading<Arrivals<E>, V> {

  private static final long serialVersionUID = 1;

  @Override
  public void read(Arrivals<E> arrivals, Visitor<V> visitor) {
    for (E event : arrivals.events()) {
      visitor.read(event.ingestTime());
      visitor.event(event);
    }
    for (Reject reject : arrivals.rejects()) {
      visitor.read(reject.ingestTime());
      visitor.broken(reject);
    }
  }
}
