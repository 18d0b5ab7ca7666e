package dev.tideline.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreTimelineTest {

  @Test
  void aStoreWithoutDatesAlwaysWas() {
    Store berlin = new Store("s", "Mitte", ZoneId.of("Europe/Berlin"), "EUR");
    StoreTimeline timeline = Stores.of(List.of(berlin)).get("s");

    assertThat(timeline.at(Long.MIN_VALUE), is(berlin));
    assertThat(timeline.at(0), is(berlin));
    assertThat(timeline.at(Long.MAX_VALUE - 1), is(berlin));
  }

  @Test
  void aStoreMayCloseAndOpenAgain() {
    Store before = store("Europe/Berlin", "2020-01-01T00:00:00Z", "2024-01-01T00:00:00Z");
    Store after = store("Europe/Berlin", "2025-01-01T00:00:00Z", null);
    StoreTimeline timeline = Stores.of(List.of(after, before)).get("s");

    assertThat(timeline.at(at("2019-12-31T23:59:59.999Z")), is(nullValue()));
    assertThat(timeline.at(at("2020-01-01T00:00:00Z")), is(before));
    assertThat(timeline.at(at("2023-12-31T23:59:59.999Z")), is(before));
    assertThat(timeline.at(at("2024-01-01T00:00:00Z")), is(nullValue()));
    assertThat(timeline.at(at("2025-01-01T00:00:00Z")), is(after));
  }

  @Test
  void itCanNotBeTwoAtATime() {
    Store one = store("Europe/Berlin", "2020-01-01T00:00:00Z", "2024-01-01T00:00:00Z");
    Store two = store("Europe/Berlin", "2023-12-31T00:00:00Z", null);

    assertThrows(IllegalArgumentException.class, () -> Stores.of(List.of(one, two)));
    assertThrows(
        IllegalArgumentException.class,
        () -> store("UTC", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z"));
  }

  /** At midnight UTC it is 01:00 on the 17th in Berlin, and 20:00 on the 16th in New York. */
  @Test
  void aDayOnTwoClocksClosesByTheLaterOne() {
    String moves = "2026-03-17T00:00:00Z";
    Stores stores =
        Stores.of(
            List.of(store("Europe/Berlin", null, moves), store("America/New_York", moves, null)));
    StoreTimeline timeline = stores.get("s");

    assertThat(timeline.dayOf(at("2026-03-16T22:59:59Z")), is(day("2026-03-16")));
    assertThat(timeline.dayOf(at("2026-03-16T23:00:00Z")), is(day("2026-03-17")));
    assertThat(timeline.dayOf(at("2026-03-17T00:00:00Z")), is(day("2026-03-16")));
    assertThat(timeline.dayOf(at("2026-03-17T04:00:00Z")), is(day("2026-03-17")));
    assertThat(timeline.closeOfBooks(day("2026-03-15")), is(at("2026-03-16T03:00:00Z")));
    assertThat(timeline.closeOfBooks(day("2026-03-16")), is(at("2026-03-17T08:00:00Z")));
    assertThat(timeline.closeOfBooks(day("2026-03-17")), is(at("2026-03-18T08:00:00Z")));
    // from 00:00 in Berlin to 04:00 a day later in New York
    assertThat(Duration.ofMillis(stores.longestDay()), is(Duration.ofHours(33)));
  }

  @Test
  void anotherNameOrCurrencyIsNoMove() {
    String changes = "2026-03-17T00:00:00Z";
    Stores stores =
        Stores.of(List.of(store("Asia/Tokyo", null, changes), store("Asia/Tokyo", changes, null)));

    assertThat(Duration.ofMillis(stores.longestDay()), is(Duration.ofHours(28)));
    assertThat(stores.get("s").closeOfBooks(day("2026-03-17")), is(at("2026-03-17T19:00:00Z")));
  }

  /** From the date on at which it becomes a bar its days begin at six. */
  @Test
  void aDayMayBeginByOneHourAndEndByAnother() {
    String changes = "2026-03-17T05:00:00Z"; // 06:00
    Store shop = store("Europe/Berlin", null, changes);
    Store bar =
        new Store(
            "s",
            "Store",
            ZoneId.of("Europe/Berlin"),
            "EUR",
            LocalTime.of(6, 0),
            LocalTime.of(10, 0),
            at(changes),
            Store.FOREVER);
    Stores stores = Stores.of(List.of(shop, bar));
    StoreTimeline timeline = stores.get("s");

    assertThat(timeline.dayOf(at("2026-03-16T22:59:59Z")), is(day("2026-03-16")));
    assertThat(timeline.dayOf(at("2026-03-16T23:00:00Z")), is(day("2026-03-17"))); // midnight
    assertThat(timeline.dayOf(at("2026-03-17T05:00:00Z")), is(day("2026-03-17")));
    assertThat(timeline.dayOf(at("2026-03-18T04:59:59Z")), is(day("2026-03-17")));
    assertThat(timeline.closeOfBooks(day("2026-03-16")), is(at("2026-03-17T03:00:00Z")));
    assertThat(timeline.closeOfBooks(day("2026-03-17")), is(at("2026-03-18T09:00:00Z")));
    assertThat(Duration.ofMillis(stores.longestDay()), is(Duration.ofHours(34)));
  }

  private static Store store(String zone, String from, String to) {
    return new Store(
        "s",
        "Store",
        ZoneId.of(zone),
        "EUR",
        from == null ? Store.ALWAYS : at(from),
        to == null ? Store.FOREVER : at(to));
  }

  private static int day(String date) {
    return Math.toIntExact(LocalDate.parse(date).toEpochDay());
  }

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}
