package dev.tideline.benchmarks.peers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.dashboard.DashboardRow;
import dev.tideline.dashboard.ServiceTimes;
import dev.tideline.dashboard.StoreActivity;
import dev.tideline.fraud.FraudSignal;
import dev.tideline.payment.CardToken;
import dev.tideline.revenue.Revenue;
import dev.tideline.revenue.RevenueRow;
import dev.tideline.revenue.StoreDay;
import dev.tideline.sum.Total;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each text is compared with the product's. */
class RowsTest {

  private static final long TIME = 1_773_754_200_000L;

  @Test
  void revenue() {
    RevenueSums sums = new RevenueSums(3, 4, -2, -104_500, 20_000, 70_001, 5);
    assertThat(
        Rows.revenue(20_529, "berlin", "produce", "EUR", sums),
        is(
            RevenueRow.FORMAT.toJson(
                new RevenueRow(
                    new StoreDay("berlin", 20_529),
                    "produce",
                    "EUR",
                    new Revenue(
                        5,
                        4,
                        3,
                        Total.of(-2),
                        Total.of(-104_500),
                        Total.of(20_000),
                        Total.of(70_001)),
                    5))));
  }

  @Test
  void signal() {
    CardToken card = new CardToken(1, -1);
    assertThat(
        Rows.signal("p01", card.toString(), TIME, 7),
        is(FraudSignal.FORMAT.toJson(new FraudSignal("p01", card, TIME, 7, "velocity", 1, 0))));
  }

  @Test
  void dashboardOfSlices() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Slice[] slices = {new Slice(), null, new Slice()};
      long[] times = random.longs(random.nextInt(30), 0, 1L << random.nextInt(1, 31)).toArray();
      for (long each : times) {
        slices[2 * random.nextInt(2)].addServiceTime(each);
      }
      slices[0].orders = random.nextInt(3);
      slices[2].revenue = random.nextInt(100_000);
      slices[2].cancellations = random.nextInt(3);
      StoreActivity activity =
          new StoreActivity(
              slices[0].orders,
              Total.of(slices[2].revenue),
              slices[2].cancellations,
              ServiceTimes.of(times));
      assertThat(
          "seed " + seed,
          Rows.dashboard("berlin", TIME, "EUR", slices),
          is(DashboardRow.FORMAT.toJson(new DashboardRow("berlin", TIME, "EUR", activity))));
    }
  }
}
