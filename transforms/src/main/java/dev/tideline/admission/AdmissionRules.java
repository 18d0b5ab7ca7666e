package dev.tideline.admission;

import dev.tideline.event.EventView;
import dev.tideline.ledger.Fate;
import dev.tideline.records.Finding;
import dev.tideline.windowing.Lateness;
import java.io.Serializable;

/**
 * The rules of one pipeline for an event. Each answer is a pure function of the event, never of the
 * moment, the order of arrival or the watermark; that is why every runner counts the same.
 *
 * @param <V> the view of an event
 */
public interface AdmissionRules<V extends EventView> extends Serializable {

  /** The first rule the event breaks, or null. */
  Finding broken(V event);

  /** Whether this run asks about the event at all. Asked of unbroken events only. */
  boolean inScope(V event);

  /** When an event is too late. */
  Lateness lateness();

  /** Whether it was ingested later than the pipeline waits for. Asked of events in scope only. */
  default boolean tooLate(V event) {
    return lateness().tooLate(event);
  }

  /** The fate of an event that has no broken rule. */
  default Fate fate(V event) {
    if (!inScope(event)) {
      return Fate.OUT_OF_SCOPE;
    }
    if (tooLate(event)) {
      return Fate.TOO_LATE;
    }
    return event.copy() > 0 ? Fate.DUPLICATE : Fate.COUNTED;
  }
}
