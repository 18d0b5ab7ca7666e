package dev.tideline.store;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * All that one store was, one after the other: which of it holds is decided by the time at which an
 * event happened.
 *
 * <p>Its business days are the dates on its own clock. Where it changes its zone in the midst of a
 * day, that day has moments on both clocks, and its books close when it is time on the later one.
 */
public final class StoreTimeline implements Serializable {

  private static final long serialVersionUID = 1;

  private final Store[] periods;
  private final boolean oneZone;

  /** Made when first asked for; threads share rules, and so this. */
  private transient volatile BusinessDays[] days;

  /**
   * Puts the periods of one store in order.
   *
   * @throws IllegalArgumentException if two overlap
   */
  StoreTimeline(List<Store> periods) {
    this.periods =
        periods.stream().sorted(Comparator.comparingLong(Store::validFrom)).toArray(Store[]::new);
    this.oneZone = periods.stream().map(Store::timeZone).distinct().count() == 1;
    for (int i = 1; i < this.periods.length; i++) {
      if (this.periods[i].validFrom() < this.periods[i - 1].validTo()) {
        throw new IllegalArgumentException(
            "store " + this.periods[i].storeId() + " is there twice at a time");
      }
    }
  }

  /** The store as it is at a moment, ms since the epoch; null if it is not open then. */
  public Store at(long time) {
    int period = indexAt(time);
    return period < 0 ? null : periods[period];
  }

  /**
   * The business day of a moment at which the store is open: the date on its clock, as an epoch
   * day.
   *
   * @param time ms since the epoch, one that an event may claim
   */
  public int dayOf(long time) {
    return days()[indexAt(time)].dayOf(time);
  }

  /** The last moment at which an event of that business day may be ingested and still count. */
  public long closeOfBooks(int day) {
    BusinessDays[] clocks = days();
    if (oneZone) {
      return clocks[0].closeOfBooks(day);
    }
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < clocks.length; i++) {
      if (clocks[i].startOf(day) < periods[i].validTo()
          && clocks[i].endOf(day) > periods[i].validFrom()) {
        latest = Math.max(latest, clocks[i].closeOfBooks(day));
      }
    }
    return latest;
  }

  /** Whether all of it is in one time zone. */
  boolean oneZone() {
    return oneZone;
  }

  private int indexAt(long time) {
    for (int i = periods.length - 1; i >= 0; i--) {
      if (time >= periods[i].validFrom()) {
        return periods[i].validAt(time) ? i : -1;
      }
    }
    return -1;
  }

  private BusinessDays[] days() {
    BusinessDays[] known = days;
    if (known == null) {
      known = new BusinessDays[periods.length];
      for (int i = 0; i < known.length; i++) {
        known[i] = BusinessDays.in(periods[i].timeZone());
      }
      days = known;
    }
    return known;
  }
}
