package dev.tideline.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The business days of stores that open and close their books alike: each begins when the clock of
 * their time zone shows the hour at which their days start, and lasts until it does so on the next
 * date: 24 hours, or others where the clocks change. Its books close at a time of day after that.
 *
 * <p>A day whose date the zone skips has no moments. Clocks that are put back over the beginning of
 * a day, as those of St. John's were at 00:01, show the end of a day and the beginning of the next
 * twice: then a moment belongs to the day that is shown.
 *
 * <p>Days are numbered as in {@link LocalDate#toEpochDay}; times are ms since the epoch, UTC. All
 * boundaries are computed once, so that a look-up costs a division and a comparison.
 */
public final class BusinessDays {

  /** The first moment an event may claim: 1990-01-01T00:00Z. */
  public static final long FIRST_TIME = LocalDate.of(1990, 1, 1).toEpochDay() * 86_400_000L;

  /** The first moment past the times an event may claim: 2100-01-01T00:00Z. */
  public static final long END_OF_TIME = LocalDate.of(2100, 1, 1).toEpochDay() * 86_400_000L;

  /** When a day starts where nothing else is said. */
  public static final LocalTime DAY_STARTS = LocalTime.MIDNIGHT;

  /** When the books of a day close, on the next date, where nothing else is said. */
  public static final LocalTime BOOKS_CLOSE = LocalTime.of(4, 0);

  private static final ConcurrentMap<Hours, BusinessDays> ALL = new ConcurrentHashMap<>();
  private static final int MARGIN = 5; // days, that nobody has to think of the ends
  private static final int FIRST_DAY = Math.toIntExact(FIRST_TIME / 86_400_000L) - MARGIN;
  private static final int LAST_DAY = Math.toIntExact(END_OF_TIME / 86_400_000L) + MARGIN;

  private record Hours(ZoneId zone, LocalTime dayStarts, LocalTime booksClose) {}

  /** The beginning of a day, before clocks were put back to the day before. */
  private record Foretaste(int day, long from, long to) {}

  /** From when on a clock shows a day, or a later one, for good. */
  private final long[] starts = new long[LAST_DAY - FIRST_DAY + 2];

  private final long[] closes = new long[LAST_DAY - FIRST_DAY + 1];
  private final Foretaste[] foretastes;
  private final long lastForetaste;
  private final long longest;

  private BusinessDays(Hours hours) {
    for (int i = 0; i < starts.length; i++) {
      starts[i] = firstShown(dateOf(i).atTime(hours.dayStarts), hours.zone);
    }
    List<Foretaste> twice = new ArrayList<>();
    ZoneRules rules = hours.zone.getRules();
    ZoneOffsetTransition change = rules.nextTransition(Instant.ofEpochMilli(starts[0]));
    while (change != null && ms(change.getInstant()) < starts[closes.length]) {
      LocalDateTime start = startOfShown(change.getDateTimeBefore(), hours.dayStarts);
      int day = Math.toIntExact(start.toLocalDate().toEpochDay());
      Foretaste shown = new Foretaste(day, starts[day - FIRST_DAY], ms(change.getInstant()));
      if (change.getDateTimeAfter().isBefore(start) && shown.from < shown.to) {
        twice.add(shown);
        starts[day - FIRST_DAY] = ms(start.toInstant(change.getOffsetAfter()));
      }
      change = rules.nextTransition(change.getInstant());
    }
    foretastes = twice.toArray(Foretaste[]::new);
    lastForetaste = twice.isEmpty() ? Long.MIN_VALUE : twice.get(twice.size() - 1).to;
    long most = 0;
    for (int i = 0; i < closes.length; i++) {
      // A clock that skips this moment shows one as much later.
      long close = ms(dateOf(i + 1).atTime(hours.booksClose).atZone(hours.zone).toInstant());
      closes[i] = Math.max(close, starts[i + 1]);
      most = Math.max(most, closes[i] - startOf(FIRST_DAY + i));
    }
    longest = most;
  }

  private static LocalDate dateOf(int index) {
    return LocalDate.ofEpochDay(FIRST_DAY + index);
  }

  /** The start of the day that a clock shows. */
  private static LocalDateTime startOfShown(LocalDateTime clock, LocalTime dayStarts) {
    LocalDateTime start = clock.toLocalDate().atTime(dayStarts);
    return clock.isBefore(start) ? start.minusDays(1) : start;
  }

  /** When the clock of a zone first shows a time or, where it skips it, a later one. */
  public static long firstShown(LocalDateTime clock, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(clock);
    return change != null && change.isGap()
        ? ms(change.getInstant())
        : ms(clock.atZone(zone).toInstant());
  }

  private static long ms(Instant moment) {
    return moment.toEpochMilli();
  }

  /** The business days of a zone from midnight to midnight, whose books close at 04:00. */
  public static BusinessDays in(ZoneId zone) {
    return of(zone, DAY_STARTS, BOOKS_CLOSE);
  }

  /**
   * The business days of a zone.
   *
   * @param dayStarts when a day starts, on its own date
   * @param booksClose when its books close, on the next date: not before it ends
   */
  public static BusinessDays of(ZoneId zone, LocalTime dayStarts, LocalTime booksClose) {
    return ALL.computeIfAbsent(new Hours(zone, dayStarts, booksClose), BusinessDays::new);
  }

  /**
   * The day a moment belongs to.
   *
   * @param time ms since the epoch, UTC, from {@link #FIRST_TIME} to before {@link #END_OF_TIME}
   * @return its epoch day
   */
  public int dayOf(long time) {
    if (time < lastForetaste) {
      for (Foretaste each : foretastes) {
        if (time >= each.from && time < each.to) {
          return each.day;
        }
      }
    }
    int day = (int) Math.floorDiv(time, 86_400_000L); // of UTC, and so at most two off
    while (time >= starts[day + 1 - FIRST_DAY]) {
      day++;
    }
    while (time < starts[day - FIRST_DAY]) {
      day--;
    }
    return day;
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

  /** The longest time from the first moment of a day to the close of its books, in ms. */
  long longest() {
    return longest;
  }
}
