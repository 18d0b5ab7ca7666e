package dev.tideline.dashboard;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class ServiceTimesTest {

  private static final long DAY = 86_400_000;

  @Test
  void hasTheBucketsOfHdrHistogram() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Histogram hdr = new Histogram(ServiceTimes.LONGEST, 3);
      ServiceTimes times = ServiceTimes.NONE;
      for (int i = 0; i < 100; i++) {
        long time = random.nextLong(1L << (1 + random.nextInt(29)));
        hdr.recordValue(time);
        times = times.plus(ServiceTimes.of(time));
      }
      for (int percent : new int[] {1, 50, 95, 100}) {
        assertThat(
            "seed " + seed + ", p" + percent,
            times.percentile(percent),
            is(hdr.getValueAtPercentile(percent)));
      }
    }
  }

  @Test
  void aPercentileIsTheNearestRank() {
    assertThat(ServiceTimes.of(10, 20, 30, 40).percentile(50), is(20L));
    assertThat(ServiceTimes.of(10, 20, 30, 40).percentile(51), is(30L));
    assertThat(ServiceTimes.of(10, 20, 30, 40).percentile(95), is(40L));
    assertThat(ServiceTimes.of(10).percentile(1), is(10L));
    assertThat(ServiceTimes.NONE.percentile(50), is(0L));
  }

  @Test
  void isExactToTheMillisecondUpToTwoSecondsAndToAThousandthBeyond() {
    for (long time = 0; time < 2048; time++) {
      assertThat(ServiceTimes.of(time).percentile(50), is(time));
    }
    for (long time = 2048; time < 7 * DAY; time += time / 500) {
      long off = ServiceTimes.of(time).percentile(50) - time;
      assertThat("off by " + off + " at " + time, Math.abs(off) * 1000, is(lessThan(time)));
    }
  }

  @Test
  void moreThanAWeekIsAWeek() {
    assertThat(ServiceTimes.of(7 * DAY).percentile(50), is(7 * DAY));
    assertThat(ServiceTimes.of(Long.MAX_VALUE), is(ServiceTimes.of(7 * DAY)));
    assertThrows(IllegalArgumentException.class, () -> ServiceTimes.of(-1));
  }

  @Test
  void sumsDoNotDependOnOrderOrGrouping() {
    ServiceTimes a = ServiceTimes.of(5, 5, 100_000);
    ServiceTimes b = ServiceTimes.of(1, 100_000);
    ServiceTimes c = ServiceTimes.of(7 * DAY);
    ServiceTimes all = ServiceTimes.of(7 * DAY, 100_000, 1, 5, 100_000, 5);
    assertThat(a.plus(b).plus(c), is(all));
    assertThat(c.plus(b.plus(a)), is(all));
    assertThat(ServiceTimes.NONE.plus(all).plus(ServiceTimes.NONE), is(all));
    assertThat(all.count(), is(6L));
  }

  @Test
  void aFewTimesTakeAFewBytes() throws IOException {
    ServiceTimes five = ServiceTimes.of(300_000, 420_000, 421_000, 600_000, 1_800_000);
    assertThat(
        CoderUtils.encodeToByteArray(DashboardCoders.SERVICE_TIMES, five).length, is(lessThan(20)));
  }
}
