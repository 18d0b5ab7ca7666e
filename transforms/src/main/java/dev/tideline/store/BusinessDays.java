package dev.tideline.store;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The business days of one time zone: the zone's calendar days, of 24 hours, or of 23 or 25 where
 * its clocks change, each with the moment its books close (04:00 on the next day, local time).
 *
 * <p>Days are numbered as in {@link LocalDate#toEpochDay}; times are ms since the epoch, UTC. All
 * boundaries are computed once per zone, so that a look-up costs a division and a comparison.
 */
public final class BusinessDays {

  /** The first moment an event may claim: 1990-01-01T00:00Z. */
  public static final long FIRST_TIME = LocalDate.of(1990, 1, 1).toEpochDay() * 86_400_000L;

  /** The first moment past the times an event may claim: 2100-01-01T00:00Z. */
  public static final long END_OF_TIME = LocalDate.of(2100, 1, 1).toEpochDay() * 86_400_000L;

  /** When the books of a day close, on the clock of the store, on the day after. */
  public static final LocalTime CLOSE_OF_BOOKS = LocalTime.of(4, 0);

  private static final ConcurrentMap<ZoneId, BusinessDays> ZONES = new ConcurrentHashMap<>();
  private static final int FIRST_DAY = Math.toIntExact(FIRST_TIME / 86_400_000L) - 2;
  private static final int LAST_DAY = Math.toIntExact(END_OF_TIME / 86_400_000L) + 2;

  private final long[] starts = new long[LAST_DAY - FIRST_DAY + 2];
  private final long[] closes = new long[LAST_DAY - FIRST_DAY + 1];

  private BusinessDays(ZoneId zone) {
    for (int i = 0; i < starts.length; i++) {
      LocalDate date = LocalDate.ofEpochDay(FIRST_DAY + i);
      starts[i] = date.atStartOfDay(zone).toInstant().toEpochMilli();
      if (i < closes.length) {
        closes[i] = date.plusDays(1).atTime(CLOSE_OF_BOOKS).atZone(zone).toInstant().toEpochMilli();
      }
    }
  }

  /** The business days of a zone. */
  public static BusinessDays in(ZoneId zone) {
    return ZONES.computeIfAbsent(zone, BusinessDays::new);
  }

  /**
   * The day a moment belongs to.
   *
   * @param time ms since the epoch, UTC, from {@link #FIRST_TIME} to before {@link #END_OF_TIME}
   * @return the epoch day of the zone's own calendar
   */
  public int dayOf(long time) {
    int day = (int) Math.floorDiv(time, 86_400_000L);
    if (time >= startOf(day + 1)) {
      return day + 1;
    }
    return time < startOf(day) ? day - 1 : day;
  }

  /** The first moment of a day, ms since the epoch. */
  public long startOf(int day) {
    return starts[day - FIRST_DAY];
  }

  /** The first moment past a day, ms since the epoch. */
  public long endOf(int day) {
    return starts[day + 1 - FIRST_DAY];
  }

  /** The last moment at which an event of that day may be ingested and still count. */
  public long closeOfBooks(int day) {
    return closes[day - FIRST_DAY];
  }
}
