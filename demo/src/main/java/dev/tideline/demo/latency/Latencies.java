package dev.tideline.demo.latency;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Latencies in ms, to three digits, and how they are told. Safe for use by several threads. */
public final class Latencies {

  private static final int DIGITS = 3;
  private static final long LIMIT = 2_000; // ms: what the risk team is promised
  private static final int WIDEST = 50;

  private final Histogram histogram = new Histogram(DIGITS);
  private long overLimit;

  /** Adds one; where two clocks disagree and it would be below zero, it is zero. */
  public synchronized void add(long millis) {
    histogram.recordValue(Math.max(0, millis));
    overLimit += millis > LIMIT ? 1 : 0;
  }

  /**
   * The usual percentiles.
   *
   * @param p50 of half of them, ms
   * @param p99 of all but one in a hundred, ms
   * @param p999 of all but one in a thousand, ms
   * @param max the longest, ms
   * @param overLimit how many took more than two seconds
   */
  public record Percentiles(long p50, long p99, long p999, long max, long overLimit) {}

  /** So far; zeros if there is none yet. */
  public synchronized Percentiles percentiles() {
    return new Percentiles(
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue(),
        overLimit);
  }

  /** The usual percentiles on one line. */
  public synchronized String summary() {
    if (histogram.getTotalCount() == 0) {
      return "none yet";
    }
    Percentiles of = percentiles();
    return String.format(
        Locale.ROOT,
        "p50 %d ms, p99 %d ms, p99.9 %d ms, max %d ms; %d of %d over 2 s",
        of.p50(),
        of.p99(),
        of.p999(),
        of.max(),
        of.overLimit(),
        histogram.getTotalCount());
  }

  /** How many there are in each doubling, as bars. */
  public synchronized String bars() {
    StringBuilder text = new StringBuilder();
    long most = 1;
    for (long to = 1; to / 2 <= histogram.getMaxValue(); to *= 2) {
      most = Math.max(most, below(to));
    }
    for (long to = 1; to / 2 <= histogram.getMaxValue(); to *= 2) {
      long count = below(to);
      if (count > 0 || text.length() > 0) {
        String bar = "#".repeat((int) ((count * WIDEST + most - 1) / most));
        text.append(String.format(Locale.ROOT, "< %6d ms  %9d  %s%n", to, count, bar));
      }
    }
    return text.toString();
  }

  /** Those below a power of two, and no less than half of it. */
  private long below(long to) {
    return histogram.getCountBetweenValues(to / 2, to - 1);
  }
}
