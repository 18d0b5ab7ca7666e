package dev.tideline.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The business days of one time zone: the dates on its clocks, of 24 hours, or of others where its
 * clocks change, each with the moment its books close (04:00 on the next day, local time).
 *
 * <p>A day that the zone skips has no moments. Clocks that are put back over midnight, as those of
 * St. John's were at 00:01, show the end of a day and the beginning of the next twice: then a
 * moment belongs to the date that is shown.
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

  /** The beginnings of a day's date, before clocks were put back to the day before. */
  private record Foretaste(int day, long from, long to) {}

  /** From when on a clock shows a date, or a later one, for good. */
  private final long[] starts = new long[LAST_DAY - FIRST_DAY + 2];

  private final long[] closes = new long[LAST_DAY - FIRST_DAY + 1];
  private final Foretaste[] foretastes;
  private final long lastForetaste;

  private BusinessDays(ZoneId zone) {
    for (int i = 0; i < starts.length; i++) {
      LocalDate date = LocalDate.ofEpochDay(FIRST_DAY + i);
      starts[i] = ms(date.atStartOfDay(zone).toInstant());
      if (i < closes.length) {
        closes[i] = ms(date.plusDays(1).atTime(CLOSE_OF_BOOKS).atZone(zone).toInstant());
      }
    }
    List<Foretaste> twice = new ArrayList<>();
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition change = rules.nextTransition(Instant.ofEpochMilli(starts[0]));
    while (change != null && ms(change.getInstant()) < starts[closes.length]) {
      LocalDate date = change.getDateTimeBefore().toLocalDate();
      int day = Math.toIntExact(date.toEpochDay());
      Foretaste shown = new Foretaste(day, starts[day - FIRST_DAY], ms(change.getInstant()));
      if (change.getDateTimeAfter().isBefore(date.atStartOfDay()) && shown.from < shown.to) {
        twice.add(shown);
        starts[day - FIRST_DAY] = ms(date.atStartOfDay().toInstant(change.getOffsetAfter()));
      }
      change = rules.nextTransition(change.getInstant());
    }
    foretastes = twice.toArray(Foretaste[]::new);
    lastForetaste = twice.isEmpty() ? Long.MIN_VALUE : twice.get(twice.size() - 1).to;
  }

  private static long ms(Instant moment) {
    return moment.toEpochMilli();
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
    if (time < lastForetaste) {
      for (Foretaste each : foretastes) {
        if (time >= each.from && time < each.to) {
          return each.day;
        }
      }
    }
    int day = (int) Math.floorDiv(time, 86_400_000L);
    if (time >= starts[day + 1 - FIRST_DAY]) {
      return day + 1;
    }
    return time < starts[day - FIRST_DAY] ? day - 1 : day;
  }

  /** The first moment of a day, ms since the epoch. */
  public long startOf(int day) {
    for (Foretaste each : foretastes) {
      if (each.day == day) {
        return each.from;
      }
    }
    return starts[day - FIRST_DAY];
  }

  /** The first moment past the last one of a day, ms since the epoch. */
  public long endOf(int day) {
    return starts[day + 1 - FIRST_DAY];
  }

  /** The last moment at which an event of that day may be ingested and still count. */
  public long closeOfBooks(int day) {
    return closes[day - FIRST_DAY];
  }
}
