package dev.tideline.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessDaysTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Beirut",
        "Asia/Kolkata", "Pacific/Apia", "Pacific/Kiritimati", "Etc/GMT+12", "Africa/Casablanca",
        "Australia/Lord_Howe", "Antarctica/Troll"
      })
  void agreesWithJavaTime(String zoneId) {
    ZoneId zone = ZoneId.of(zoneId);
    BusinessDays days = BusinessDays.in(zone);
    for (long seed = 0; seed < 10_000; seed++) {
      long time = new Random(seed).nextLong(BusinessDays.FIRST_TIME, BusinessDays.END_OF_TIME);
      LocalDate day = Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
      assertThat("seed " + seed, days.dayOf(time), is(epochDay(day)));
    }
    LocalDate last = LocalDate.of(2099, 12, 31);
    for (LocalDate day = LocalDate.of(1990, 1, 1); day.isBefore(last); day = day.plusDays(1)) {
      assertThat(
          day.toString(),
          days.startOf(epochDay(day)),
          is(day.atStartOfDay(zone).toInstant().toEpochMilli()));
      assertThat(
          day.toString(), days.endOf(epochDay(day)), is(days.startOf(epochDay(day.plusDays(1)))));
      assertThat(
          day.toString(),
          days.closeOfBooks(epochDay(day)),
          is(day.plusDays(1).atTime(4, 0).atZone(zone).toInstant().toEpochMilli()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-17, 24",
    "Europe/Berlin, 2026-03-29, 23",
    "Europe/Berlin, 2026-10-25, 25",
    "America/Sao_Paulo, 2017-10-15, 23",
    "Asia/Beirut, 2026-03-29, 23",
    "Pacific/Apia, 2011-12-30, 0"
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

  private static int epochDay(LocalDate day) {
    return Math.toIntExact(day.toEpochDay());
  }
}
