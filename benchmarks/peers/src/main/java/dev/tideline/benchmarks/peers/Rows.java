package dev.tideline.benchmarks.peers;

import dev.tideline.json.Timestamps;
import dev.tideline.money.Amount;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;

/**
 * Rows in the text that the product writes, so that answers can be compared by their bytes. Amounts
 * are in 1/10 000 currency units, times in ms since the epoch.
 */
public final class Rows {

  /** Longer service times count as one of a week, ms. */
  public static final long LONGEST_SERVICE = 604_800_000L;

  private static final int SIGNIFICANT_BITS = 11; // of the product's histogram: three digits

  private Rows() {}

  /**
   * What a category of a store earned on a business day.
   *
   * @param day as in {@link LocalDate#toEpochDay}
   */
  public static String revenue(
      int day, String store, String category, String currency, RevenueSums sums) {
    return "{\"business_day\":\""
        + LocalDate.ofEpochDay(day)
        + "\",\"store_id\":\""
        + store
        + "\",\"category\":\""
        + category
        + "\",\"currency\":\""
        + currency
        + "\",\"orders\":"
        + sums.orders()
        + ",\"lines\":"
        + sums.lines()
        + ",\"units\":"
        + sums.units()
        + ",\"revenue\":"
        + Amount.format(sums.revenue())
        + ",\"refunds\":"
        + Amount.format(sums.refunds())
        + ",\"cost\":"
        + Amount.format(sums.cost())
        + ",\"margin\":"
        + Amount.format(sums.revenue() - sums.refunds() - sums.cost())
        + ",\"average_order\":"
        + Amount.format(Amount.average(sums.revenue(), sums.orders()))
        + ",\"events\":"
        + sums.events()
        + "}";
  }

  /**
   * How a store did in the half hour before a moment.
   *
   * @param slices the six slices of five minutes that it has; null where nothing happened
   */
  public static String dashboard(String store, long windowEnd, String currency, Slice... slices) {
    Slice sum = Slice.sum(slices);
    int[] times = sum.serviceTimes();
    Arrays.sort(times);
    return dashboard(
        store,
        windowEnd,
        currency,
        sum.orders,
        sum.revenue,
        sum.cancellations,
        times.length,
        nearestRank(times, 50),
        nearestRank(times, 95));
  }

  /** The same of sums, with both percentiles of the service times, 0 if none was fulfilled. */
  public static String dashboard(
      String store,
      long windowEnd,
      String currency,
      long orders,
      long revenue,
      long cancellations,
      long fulfilled,
      long p50,
      long p95) {
    return "{\"window_end\":\""
        + Timestamps.format(windowEnd)
        + "\",\"store_id\":\""
        + store
        + "\",\"currency\":\""
        + currency
        + "\",\"orders\":"
        + orders
        + ",\"revenue\":"
        + Amount.format(revenue)
        + ",\"average_order\":"
        + Amount.format(Amount.average(revenue, orders))
        + ",\"cancellations\":"
        + cancellations
        + ",\"cancellation_rate\":"
        + Amount.format(Amount.average(cancellations * 10_000, orders))
        + ",\"fulfilled\":"
        + fulfilled
        + ",\"service_time_p50_ms\":"
        + p50
        + ",\"service_time_p95_ms\":"
        + p95
        + ",\"events\":"
        + (orders + cancellations + fulfilled)
        + "}";
  }

  /** A flagged payment. */
  public static String signal(String paymentId, String card, long eventTime, int score) {
    return "{\"payment_id\":\""
        + paymentId
        + "\",\"card_token\":\""
        + card
        + "\",\"event_time\":\""
        + Timestamps.format(eventTime)
        + "\",\"score\":"
        + score
        + ",\"rule\":\"velocity\",\"rule_version\":1}";
  }

  /** The percentile of sorted figures by its nearest rank; 0 of none. */
  public static long nearestRank(int[] sorted, int percent) {
    return sorted.length == 0 ? 0 : sorted[(int) (((long) sorted.length * percent + 99) / 100) - 1];
  }

  /**
   * The longest service time that the product's histogram counts as this one.
   *
   * @param millis as long as it took
   */
  public static int bucketEnd(long millis) {
    long took = Math.min(millis, LONGEST_SERVICE);
    int coarse = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(took) - SIGNIFICANT_BITS);
    return (int) Math.min((((took >>> coarse) + 1) << coarse) - 1, LONGEST_SERVICE);
  }

  /** Writes rows, a line each. */
  public static void write(Path file, Collection<String> rows) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (String row : rows) {
        out.write(row);
        out.write('\n');
      }
    }
  }
}
