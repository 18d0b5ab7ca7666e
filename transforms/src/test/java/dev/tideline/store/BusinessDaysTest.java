package dev.tideline.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessDaysTest {

  /** Every zone that the JDK knows, around each change of its clocks, and at times by chance. */
  @Test
  void everyMomentBelongsToTheDateOnTheClock() {
    Map<ZoneRules, ZoneId> different = new HashMap<>();
    for (String name : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
      different.putIfAbsent(ZoneId.of(name).getRules(), ZoneId.of(name));
    }
    checkAll(different.values(), LocalTime.MIDNIGHT, LocalTime.of(4, 0));
  }

  /** Zones whose clocks change at odd times, and by odd lengths. */
  @ParameterizedTest
  @CsvSource({"00:00, 23:59", "02:30, 02:30", "06:00, 10:00", "16:00, 16:30", "23:30, 23:45"})
  void orToTheDayThatBeganAtItsHour(LocalTime starts, LocalTime closes) {
    checkAll(
        Stream.of(
                "Europe/Berlin",
                "America/St_Johns",
                "Pacific/Apia",
                "Africa/Cairo",
                "Australia/Lord_Howe",
                "Antarctica/Troll",
                "Etc/GMT+12")
            .map(ZoneId::of)
            .toList(),
        starts,
        closes);
  }

  private static void checkAll(Collection<ZoneId> zones, LocalTime starts, LocalTime closes) {
    for (ZoneId zone : zones) {
      BusinessDays days = BusinessDays.of(zone, starts, closes);
      for (ZoneOffsetTransition change : changes(zone)) {
        long moment = change.getInstant().toEpochMilli();
        for (long minute = -26 * 60; minute <= 26 * 60; minute += Math.abs(minute) < 180 ? 1 : 20) {
          check(zone, starts, days, moment + minute * 60_000);
        }
        check(zone, starts, days, moment - 1);
      }
      for (long seed = 0; seed < 1_000; seed++) {
        check(
            zone,
            starts,
            days,
            new Random(seed).nextLong(BusinessDays.FIRST_TIME, BusinessDays.END_OF_TIME));
      }
    }
  }

  private static List<ZoneOffsetTransition> changes(ZoneId zone) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    Instant from = Instant.parse("1990-01-03T00:00:00Z");
    Instant end = Instant.parse("2041-01-01T00:00:00Z");
    ZoneOffsetTransition next = zone.getRules().nextTransition(from);
    while (next != null && next.getInstant().isBefore(end)) {
      changes.add(next);
      next = zone.getRules().nextTransition(next.getInstant());
    }
    return changes;
  }

  private static void check(ZoneId zone, LocalTime starts, BusinessDays days, long time) {
    LocalDateTime clock = Instant.ofEpochMilli(time).atZone(zone).toLocalDateTime();
    int day = epochDay(clock.minusNanos(starts.toNanoOfDay()).toLocalDate());
    // not by assertThat: there are some ten million of them
    if (days.dayOf(time) != day
        || time < days.startOf(day)
        || time >= days.endOf(day)
        || time >= days.closeOfBooks(day)) {
      throw new AssertionError(
          clock + " in " + zone + " is not of " + LocalDate.ofEpochDay(days.dayOf(time)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Beirut",
        "Asia/Kolkata", "Pacific/Apia", "Pacific/Kiritimati", "Etc/GMT+12", "Africa/Casablanca",
        "Australia/Lord_Howe", "Antarctica/Troll", "America/St_Johns", "Africa/Cairo"
      })
  void daysBeginAndCloseByTheClock(String zoneId) {
    ZoneId zone = ZoneId.of(zoneId);
    BusinessDays days = BusinessDays.in(zone);
    LocalDate last = LocalDate.of(2099, 12, 31);
    for (LocalDate day = LocalDate.of(1990, 1, 1); day.isBefore(last); day = day.plusDays(1)) {
      assertThat(
          day.toString(),
          days.startOf(epochDay(day)),
          is(day.atStartOfDay(zone).toInstant().toEpochMilli()));
      assertThat(
          day.toString(),
          days.closeOfBooks(epochDay(day)),
          is(day.plusDays(1).atTime(4, 0).atZone(zone).toInstant().toEpochMilli()));
    }
  }

  /** Until 2011 the clocks of St. John's were put back from 00:01 to 23:01. */
  @Test
  void aDateThatIsShownTwiceIsOneDay() {
    BusinessDays days = BusinessDays.in(ZoneId.of("America/St_Johns"));
    LocalDate saturday = LocalDate.of(2010, 11, 6);
    LocalDate sunday = saturday.plusDays(1);
    assertThat(days.dayOf(at("2010-11-07T02:29:59Z")), is(epochDay(saturday))); // 23:59:59
    assertThat(days.dayOf(at("2010-11-07T02:30:00Z")), is(epochDay(sunday))); // 00:00:00
    assertThat(days.dayOf(at("2010-11-07T02:30:59Z")), is(epochDay(sunday))); // 00:00:59
    assertThat(days.dayOf(at("2010-11-07T02:31:00Z")), is(epochDay(saturday))); // 23:01:00
    assertThat(days.dayOf(at("2010-11-07T03:29:59Z")), is(epochDay(saturday))); // 23:59:59
    assertThat(days.dayOf(at("2010-11-07T03:30:00Z")), is(epochDay(sunday))); // 00:00:00
    assertThat(days.startOf(epochDay(sunday)), is(at("2010-11-07T02:30:00Z")));
    assertThat(days.endOf(epochDay(saturday)), is(at("2010-11-07T03:30:00Z")));
  }

  /** In Berlin clocks go from 02:00 to 03:00 on 29 March, and from 03:00 to 02:00 on 25 October. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-17, 06:00, 10:00, 2026-03-17T05:00:00Z, 2026-03-18T05:00:00Z, 2026-03-18T09:00:00Z",
    "2026-03-28, 06:00, 06:00, 2026-03-28T05:00:00Z, 2026-03-29T04:00:00Z, 2026-03-29T04:00:00Z",
    "2026-03-28, 02:30, 04:00, 2026-03-28T01:30:00Z, 2026-03-29T01:00:00Z, 2026-03-29T02:00:00Z",
    "2026-03-29, 02:30, 04:00, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z, 2026-03-30T02:00:00Z",
    "2026-10-24, 06:00, 10:00, 2026-10-24T04:00:00Z, 2026-10-25T05:00:00Z, 2026-10-25T09:00:00Z",
    "2026-10-24, 02:30, 02:30, 2026-10-24T00:30:00Z, 2026-10-25T01:30:00Z, 2026-10-25T01:30:00Z",
  })
  void aBarTradesPastMidnight(
      LocalDate date,
      LocalTime starts,
      LocalTime closes,
      Instant start,
      Instant end,
      Instant close) {
    BusinessDays days = BusinessDays.of(ZoneId.of("Europe/Berlin"), starts, closes);
    int day = epochDay(date);
    assertThat(Instant.ofEpochMilli(days.startOf(day)), is(start));
    assertThat(Instant.ofEpochMilli(days.endOf(day)), is(end));
    assertThat(Instant.ofEpochMilli(days.closeOfBooks(day)), is(close));
    assertThat(days.dayOf(start.toEpochMilli()), is(day));
    assertThat(days.dayOf(start.toEpochMilli() - 1), is(day - 1));
    assertThat(days.dayOf(end.toEpochMilli()), is(day + 1));
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-17, 24",
    "Europe/Berlin, 2026-03-29, 23",
    "Europe/Berlin, 2026-10-25, 25",
    "America/Sao_Paulo, 2017-10-15, 23",
    "Asia/Beirut, 2026-03-29, 23",
    "Pacific/Apia, 2011-12-30, 0",
    "Pacific/Kwajalein, 1993-08-21, 0",
    "Africa/Cairo, 2026-04-24, 23",
    "Africa/Cairo, 2026-10-29, 25",
    "Africa/Casablanca, 2026-02-15, 25",
    "Antarctica/Troll, 2026-03-29, 22"
  })
  void someDaysAreShorterOrLonger(String zone, LocalDate day, long hours) {
    BusinessDays days = BusinessDays.in(ZoneId.of(zone));
    long length = days.endOf(epochDay(day)) - days.startOf(epochDay(day));
    assertThat(Duration.ofMillis(length), is(Duration.ofHours(hours)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Etc/GMT+12", "UTC", "Pacific/Kiritimati"})
  void bothEndsOfTimeHaveADay(String zoneId) {
    ZoneId zone = ZoneId.of(zoneId);
    for (long time : new long[] {BusinessDays.FIRST_TIME, BusinessDays.END_OF_TIME - 1}) {
      LocalDate day = Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
      assertThat(BusinessDays.in(zone).dayOf(time), is(epochDay(day)));
    }
  }

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private static int epochDay(LocalDate day) {
    return Math.toIntExact(day.toEpochDay());
  }
}
