package dev.tideline.store;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * All that one store was, one after the other: which of it holds is decided by the time at which an
 * event happened.
 *
 * <p>Its business days are those of its own clock and hours. Where it changes them in the midst of
 * a day, that day has moments by both, and its books close when it is time by the later one.
 */
public final class StoreTimeline {

  private final Store[] periods;
  private final boolean sameDays;

  /** Made when first asked for; threads share rules, and so this. */
  private volatile BusinessDays[] days;

  /**
   * Puts the periods of one store in order.
   *
   * @throws IllegalArgumentException if two overlap
   */
  StoreTimeline(List<Store> periods) {
    this.periods =
        periods.stream().sorted(Comparator.comparingLong(Store::validFrom)).toArray(Store[]::new);
    this.sameDays = periods.stream().map(Store::days).distinct().count() == 1;
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
   * The business day of a moment at which the store is open, as an epoch day.
   *
   * @param time ms since the epoch, one that an event may claim
   */
  public int dayOf(long time) {
    return days()[indexAt(time)].dayOf(time);
  }

  /** The last moment at which an event of that business day may be ingested and still count. */
  public long closeOfBooks(int day) {
    BusinessDays[] each = days();
    if (sameDays) {
      return each[0].closeOfBooks(day);
    }
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < each.length; i++) {
      if (has(i, day)) {
        latest = Math.max(latest, each[i].closeOfBooks(day));
      }
    }
    return latest;
  }

  /** Whether some of a day is in a period. */
  private boolean has(int period, int day) {
    return days()[period].startOf(day) < periods[period].validTo()
        && days()[period].endOf(day) > periods[period].validFrom();
  }

  /** The longest time from the first moment of a day to the close of its books, in ms. */
  long longestDay() {
    long longest = Arrays.stream(days()).mapToLong(BusinessDays::longest).max().orElse(0);
    if (sameDays) {
      return longest;
    }
    for (Store period : periods) {
      long change = period.validFrom();
      if (change >= BusinessDays.FIRST_TIME && change < BusinessDays.END_OF_TIME) {
        int around = period.days().dayOf(change);
        for (int day = around - 2; day <= around + 2; day++) {
          longest = Math.max(longest, closeOfBooks(day) - beginOf(day));
        }
      }
    }
    return longest;
  }

  /** The first moment of a day; the end of time if it has none. */
  private long beginOf(int day) {
    long earliest = Long.MAX_VALUE;
    for (int i = 0; i < periods.length; i++) {
      if (has(i, day)) {
        earliest = Math.min(earliest, Math.max(days()[i].startOf(day), periods[i].validFrom()));
      }
    }
    return earliest;
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
        known[i] = periods[i].days();
      }
      days = known;
    }
    return known;
  }
}
