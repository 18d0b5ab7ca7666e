package dev.tideline.windowing;

import dev.tideline.store.Stores;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * When every pipeline speaks, and how long it waits: all windows, triggers and lateness policies.
 *
 * <pre>
 *                  window                        speaks                            too late when ingested
 * fraud-velocity   the 60 s before each payment  at once, again if a score rises   10 min after it happened
 * ops-dashboard    30 min, sliding every 5       every 30 s, on time, each late    10 min after it happened
 * daily-revenue    the store's business day      every 60 s, at close of books     after the close of books: 04:00 on the next day, store time
 * the books        1 hour of ingest              every 10 s, on time, each late    never
 * </pre>
 *
 * <p>Whether a record is too late is decided from its own two times by the last column ({@link
 * Lateness}), never by a watermark. A watermark only decides when a pipeline speaks, so {@link
 * #RUNNER_LATENESS} is set so wide that no runner drops on its own what the policy lets in.
 */
public final class Timetable {

  /** How far back fraud-velocity looks from each payment: (t - 60 s, t]. */
  public static final Duration VELOCITY = Duration.standardSeconds(60);

  /** How long a dashboard row looks back. */
  public static final Duration DASHBOARD = Duration.standardMinutes(30);

  /** How often there is a new dashboard row. */
  public static final Duration DASHBOARD_EVERY = Duration.standardMinutes(5);

  /** How many minutes of ingest are booked together. */
  public static final Duration BOOKS_WINDOW = Duration.standardHours(1);

  /** How long after it happened fraud-velocity and ops-dashboard still count an event. */
  public static final Duration TOLERANCE = Duration.standardMinutes(10);

  /** For how long a runner keeps a window after its watermark has passed the end. */
  public static final Duration RUNNER_LATENESS = Duration.standardDays(1);

  private Timetable() {}

  /** The last half hour of each store, anew every five minutes. */
  public static <T> Window<T> dashboard() {
    return Window.<T>into(SlidingWindows.of(DASHBOARD).every(DASHBOARD_EVERY))
        .triggering(earlyOnTimeAndLate(Duration.standardSeconds(30)))
        .withAllowedLateness(RUNNER_LATENESS)
        .accumulatingFiredPanes();
  }

  /** The business day of each store, final when its books close. */
  public static <V> Window<KV<String, V>> revenue(Stores stores) {
    return Window.<KV<String, V>>into(BusinessDayWindows.of(stores))
        .triggering(earlyOnTimeAndLate(Duration.standardSeconds(60)))
        .withAllowedLateness(RUNNER_LATENESS)
        .accumulatingFiredPanes();
  }

  /** The books of each hour of ingest. */
  public static <T> Window<T> books() {
    return Window.<T>into(FixedWindows.of(BOOKS_WINDOW))
        .triggering(earlyOnTimeAndLate(Duration.standardSeconds(10)))
        .withAllowedLateness(RUNNER_LATENESS)
        .accumulatingFiredPanes();
  }

  private static Trigger earlyOnTimeAndLate(Duration early) {
    return AfterWatermark.pastEndOfWindow()
        .withEarlyFirings(AfterProcessingTime.pastFirstElementInPane().plusDelayOf(early))
        .withLateFirings(AfterPane.elementCountAtLeast(1));
  }
}
