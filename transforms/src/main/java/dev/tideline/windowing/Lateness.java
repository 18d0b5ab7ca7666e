package dev.tideline.windowing;

import dev.tideline.intake.EventView;
import dev.tideline.store.BusinessDays;
import dev.tideline.store.Stores;
import java.io.Serializable;

/**
 * Decides from an event's own two times whether it came too late: never from a watermark, so the
 * answer is the same on every runner and in every order of arrival.
 */
public sealed interface Lateness extends Serializable {

  /** Whether the event was ingested too late to count. */
  boolean tooLate(EventView event);

  /** Whether the event belongs to this run by its time of ingest. */
  boolean seen(EventView event);

  /** Too late when ingested more than this many ms after it happened. */
  record After(long tolerance) implements Lateness {
    @Override
    public boolean tooLate(EventView event) {
      return event.ingestTime() - event.eventTime() > tolerance;
    }

    @Override
    public boolean seen(EventView event) {
      return true;
    }
  }

  /** Too late when ingested after the close of books of its business day. */
  record AfterCloseOfBooks(Stores stores) implements Lateness {
    @Override
    public boolean tooLate(EventView event) {
      BusinessDays days = stores.daysOf(event.storeId());
      return event.ingestTime() > days.closeOfBooks(days.dayOf(event.eventTime()));
    }

    @Override
    public boolean seen(EventView event) {
      return true;
    }
  }

  /**
   * A later look, as of a moment (ms since the epoch): nothing that was ingested up to then is too
   * late, and what came after it is not yet there.
   */
  record AsOf(long moment) implements Lateness {
    @Override
    public boolean tooLate(EventView event) {
      return false;
    }

    @Override
    public boolean seen(EventView event) {
      return event.ingestTime() <= moment;
    }
  }

  /** The policy of fraud-velocity and ops-dashboard. */
  static Lateness tolerance() {
    return new After(Timetable.TOLERANCE.getMillis());
  }

  /** The policy of daily-revenue. */
  static Lateness closeOfBooks(Stores stores) {
    return new AfterCloseOfBooks(stores);
  }

  /** Everything that was there at a moment. */
  static Lateness asOf(long moment) {
    return new AsOf(moment);
  }
}
