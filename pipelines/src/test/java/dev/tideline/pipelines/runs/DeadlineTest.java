package dev.tideline.pipelines.runs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 17);
  private static final Deadline AT_SEVEN = of(LocalTime.of(7, 0), "04:00");

  private static Deadline of(LocalTime time, String booksClose) {
    return Deadline.of(
        DAY,
        time,
        Stores.of(
            List.of(store("a", "Asia/Tokyo", "04:00"), store("b", "Europe/Berlin", booksClose))));
  }

  private static Store store(String id, String zone, String booksClose) {
    return new Store(
        id,
        id,
        ZoneId.of(zone),
        "EUR",
        LocalTime.MIDNIGHT,
        LocalTime.parse(booksClose),
        Store.ALWAYS,
        Store.FOREVER);
  }

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  @Test
  void itIsByTheClockOfTheStoreThatClosesLast() {
    assertThat(AT_SEVEN.at(), is(at("2026-03-18T06:00:00Z")));
  }

  @Test
  void itIsAfterTheBooksAreClosed() {
    assertThat(of(LocalTime.of(7, 0), "09:30").at(), is(at("2026-03-19T06:00:00Z")));
  }

  @Test
  void whatEndsInTimeHasSomethingToSpare() {
    assertThat(
        AT_SEVEN.verdict(at("2026-03-18T04:58:30Z")),
        is("DEADLINE 2026-03-18T06:00:00.000Z met, 61 min 30 s to spare"));
    assertThat(
        AT_SEVEN.verdict(at("2026-03-18T06:00:00.001Z")),
        is("DEADLINE 2026-03-18T06:00:00.000Z missed by 0.0 s"));
  }

  @Test
  void theLastRunsTellWhetherItIsEndangered() {
    long now = at("2026-03-18T05:50:00Z");
    assertThat(AT_SEVEN.outlook(List.of(), now), is(Optional.empty()));
    assertThat(
        AT_SEVEN.outlook(List.of(480_000L, 590_000L), now),
        is(
            Optional.of(
                "the longest of the last 2 took 9 min 50 s; the deadline,"
                    + " 2026-03-18T06:00:00.000Z, is in 10 min 0 s")));
    assertThat(
        AT_SEVEN.outlook(List.of(601_000L), now),
        is(
            Optional.of(
                "the last run took 10 min 1 s: the deadline, 2026-03-18T06:00:00.000Z, is"
                    + " endangered")));
    assertThat(
        "made up", AT_SEVEN.outlook(List.of(1L), at("2026-03-20T05:50:00Z")), is(Optional.empty()));
  }
}
