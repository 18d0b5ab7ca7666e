package dev.tideline.windowing;

import static dev.tideline.testing.FreshMartStores.STORES;
import static dev.tideline.testing.Orders.ingested;
import static dev.tideline.testing.Orders.line;
import static dev.tideline.testing.Orders.placed;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.order.OrderEvent;
import dev.tideline.testing.FreshMartStores;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenessTest {

  @ParameterizedTest
  @CsvSource({
    "2026-03-17T10:10:00Z, false",
    "2026-03-17T10:10:00.001Z, true",
    "2026-03-17T09:59:00Z, false" // the device's clock ran ahead
  })
  void toleratesTenMinutes(String ingestTime, boolean tooLate) {
    OrderEvent event = event("berlin", "2026-03-17T10:00:00Z", ingestTime);
    assertThat(Lateness.tolerance().tooLate(event), is(tooLate));
    assertThat(Lateness.tolerance().seen(event), is(true));
  }

  @ParameterizedTest
  @CsvSource({
    // store, event time, close of books, all in UTC
    "berlin, 2026-03-17T10:00:00Z, 2026-03-18T03:00:00Z",
    "berlin, 2026-03-16T23:00:00Z, 2026-03-18T03:00:00Z",
    "berlin, 2026-03-16T22:59:59.999Z, 2026-03-17T03:00:00Z",
    "berlin, 2026-03-28T10:00:00Z, 2026-03-29T02:00:00Z", // summer time began at 01:00
    "boston, 2026-03-17T10:00:00Z, 2026-03-18T08:00:00Z",
    "paulo, 2017-10-14T12:00:00Z, 2017-10-15T06:00:00Z"
  })
  void waitsForTheCloseOfBooks(String store, String time, String close) {
    Lateness lateness = Lateness.closeOfBooks(STORES);
    OrderEvent last = event(store, time, close);
    assertThat(lateness.tooLate(last), is(false));
    assertThat(lateness.tooLate(later(last)), is(true));
    assertThat(lateness.seen(later(last)), is(true));
  }

  @ParameterizedTest
  @CsvSource({"2026-04-01T00:00:00Z, true", "2026-04-01T00:00:00.001Z, false"})
  void aLaterLookSeesWhatWasThere(String ingestTime, boolean seen) {
    Lateness lateness = Lateness.asOf(FreshMartStores.at("2026-04-01T00:00:00Z"));
    OrderEvent event = event("berlin", "2026-03-17T10:00:00Z", ingestTime);
    assertThat(lateness.seen(event), is(seen));
    assertThat(lateness.tooLate(event), is(false));
  }

  private static OrderEvent event(String store, String time, String ingestTime) {
    return ingested(placed("e", store, time, line("dairy", 1, "1", "1")), ingestTime);
  }

  private static OrderEvent later(OrderEvent event) {
    return ingested(event, Instant.ofEpochMilli(event.ingestTime() + 1).toString());
  }
}
