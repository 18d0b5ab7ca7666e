package dev.tideline.gateway;

import static dev.tideline.gateway.GatewayRow.State.DEGRADED;
import static dev.tideline.gateway.GatewayRow.State.OK;
import static dev.tideline.gateway.GatewayRow.State.SILENT;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.gateway.GatewayCounts.Payments;
import dev.tideline.sum.Total;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the numbers of a window say of a gateway. */
class GatewayRowTest {

  private static final long MINUTE = 60_000;
  private static final long END = 10 * 60 * MINUTE;
  private static final GatewayRow.Thresholds USUAL = new GatewayRow.Thresholds(500_000, 60);

  @Test
  void theLastFiveMinutesAreNoPartOfTheHour() {
    SortedMap<Long, Payments> slices = new TreeMap<>();
    slices.put(END - 70 * MINUTE, new Payments(1_000, Total.of(1)));
    slices.put(END - 65 * MINUTE, new Payments(1, Total.of(10)));
    slices.put(END - 10 * MINUTE, new Payments(2, Total.of(20)));
    slices.put(END - 5 * MINUTE, new Payments(4, Total.of(40)));
    slices.put(END, new Payments(1_000, Total.of(1)));

    GatewayRow row = GatewayRow.of("g", "EUR", END, new GatewayCounts(slices), USUAL);

    assertThat(row.last(), is(new Payments(4, Total.of(40))));
    assertThat(row.hour(), is(new Payments(3, Total.of(30))));
    assertThat(row.ratio(), is(16_000_000L));
  }

  @Test
  void itIsDegradedBelowHalfOfATwelfthOfTheHour() {
    assertThat(row(5, 120, USUAL).state(), is(OK)); // 500 000 sharp
    assertThat(row(4, 120, USUAL).state(), is(DEGRADED));
    assertThat("rounded down", row(5, 121, USUAL).ratio(), is(495_867L));
    assertThat(row(5, 121, USUAL).state(), is(DEGRADED));
  }

  @Test
  void fewPaymentsSayNothing() {
    assertThat(row(2, 60, USUAL).state(), is(DEGRADED));
    assertThat(row(2, 59, USUAL).state(), is(OK));
  }

  @Test
  void silenceIsNoticedHoweverFewThereWere() {
    assertThat(row(0, 1, USUAL).state(), is(SILENT));
    assertThat(row(0, 600, USUAL).state(), is(SILENT));
  }

  @Test
  void aGatewayThatBeginsIsFine() {
    GatewayRow row = row(1, 0, new GatewayRow.Thresholds(1_000_000, 0));

    assertThat(row.state(), is(OK));
    assertThat(row.ratio(), is(0L));
  }

  private static GatewayRow row(long last, long hour, GatewayRow.Thresholds thresholds) {
    SortedMap<Long, Payments> slices = new TreeMap<>();
    slices.put(END - 5 * MINUTE, new Payments(last, Total.of(last)));
    slices.put(END - 30 * MINUTE, new Payments(hour, Total.of(hour)));
    return GatewayRow.of("g", "EUR", END, new GatewayCounts(slices), thresholds);
  }
}
