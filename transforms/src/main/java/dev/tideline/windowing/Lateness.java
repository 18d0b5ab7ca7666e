package dev.tideline.windowing;

import dev.tideline.event.EventRules;
import dev.tideline.event.EventView;
import dev.tideline.store.StoreTimeline;
import dev.tideline.store.Stores;
import java.io.Serializable;
import org.joda.time.Duration;

/**
 * Decides from an event's own two times whether it came too late: never from a watermark, so the
 * answer is the same on every runner and in every order of arrival.
 */
public sealed interface Lateness extends Serializable {

  /**
   * The last time of ingest, ms since the epoch, at which the event or a duplicate of it still
   * counts; {@link Long#MAX_VALUE} if it always does.
   */
  long deadline(EventView event);

  /**
   * The same, for who has looked the business day of the event up already.
   *
   * @param store the event's
   * @param day the epoch day on which it happened there
   */
  default long deadline(EventView event, StoreTimeline store, int day) {
    return deadline(event);
  }

  /**
   * The longest time, in ms, from the first moment at which an event can have been ingested, with a
   * clock that ran ahead, to its deadline: so long event ids are to be remembered, to know
   * duplicates. {@link Long#MAX_VALUE} where there is no deadline.
   */
  long span();

  /** Whether the event was ingested too late to count. */
  default boolean tooLate(EventView event) {
    return event.ingestTime() > deadline(event);
  }

  /** Whether the event belongs to this run by its time of ingest. */
  boolean seen(EventView event);

  /** Too late when ingested more than this many ms after it happened. */
  record After(long tolerance) implements Lateness {
    @Override
    public long deadline(EventView event) {
      return event.eventTime() + tolerance;
    }

    @Override
    public long span() {
      return tolerance + EventRules.CLOCK_AHEAD;
    }

    @Override
    public boolean seen(EventView event) {
      return true;
    }
  }

  /** Too late when ingested after the close of books of its business day. */
  record AfterCloseOfBooks(Stores stores) implements Lateness {

    /**
     * What it takes for a day of 25 h whose books close at 04:00, as most do: from the earliest
     * ingest of an event of it, and to spare.
     */
    static final long USUAL = Duration.standardHours(30).getMillis() + EventRules.CLOCK_AHEAD;

    @Override
    public long deadline(EventView event) {
      StoreTimeline store = stores.get(event.storeId());
      return deadline(event, store, store.dayOf(event.eventTime()));
    }

    @Override
    public long deadline(EventView event, StoreTimeline store, int day) {
      return store.closeOfBooks(day);
    }

    @Override
    public long span() {
      return Math.max(USUAL, stores.longestDay() + EventRules.CLOCK_AHEAD);
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
    public long deadline(EventView event) {
      return Long.MAX_VALUE;
    }

    @Override
    public long span() {
      return Long.MAX_VALUE;
    }

    @Override
    public boolean seen(EventView event) {
      return event.ingestTime() <= moment;
    }
  }

  /** The policy of every pipeline but daily-revenue: {@link WindowPolicies#TOLERANCE}. */
  static Lateness tolerance() {
    return new After(WindowPolicies.TOLERANCE.getMillis());
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
