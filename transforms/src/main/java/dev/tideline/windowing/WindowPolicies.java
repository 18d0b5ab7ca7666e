package dev.tideline.windowing;

import dev.tideline.event.EventRules;
import org.apache.beam.sdk.transforms.windowing.AfterEach;
import org.apache.beam.sdk.transforms.windowing.AfterFirst;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * All windows and triggers: when the windows of every pipeline fire, and how long they are kept.
 *
 * <pre>
 *                  window                        fires                             too late when ingested
 * fraud-velocity   the 60 s before each payment  at once, again if a score rises   10 min after it happened
 * ops-dashboard    30 min, sliding every 5       every 30 s, on time, each late    10 min after it happened
 * daily-revenue    the store's business day      every 60 s, on time, each late    after the close of books: 04:00 on the next day, store time
 * gateway-health   65 min, sliding every 5       on time, each late                10 min after it happened
 * the books        1 hour of ingest              every 10 s, on time, each late    never
 * </pre>
 *
 * <p>Whether a record is too late is decided from its own two times by the last column ({@link
 * Lateness}), never by a watermark. A watermark only decides when a pipeline fires, so {@link
 * #RUNNER_LATENESS} is set so wide that no runner drops on its own what the policy lets in.
 */
public final class WindowPolicies {

  /** How far back fraud-velocity looks from each payment: (t - 60 s, t]. */
  public static final Duration VELOCITY = Duration.standardSeconds(60);

  /** How long a dashboard row looks back. */
  public static final Duration DASHBOARD = Duration.standardMinutes(30);

  /** How often there is a new dashboard row. */
  public static final Duration DASHBOARD_EVERY = Duration.standardMinutes(5);

  /** In how many windows of the dashboard each event is. */
  public static final long DASHBOARD_WINDOWS_OF_AN_EVENT =
      DASHBOARD.getMillis() / DASHBOARD_EVERY.getMillis();

  /** How long a row of gateway-health looks back: five minutes, and the hour before them. */
  public static final Duration GATEWAY = Duration.standardMinutes(65);

  /** How often there is a new row of gateway-health, and how long its last slice is. */
  public static final Duration GATEWAY_EVERY = Duration.standardMinutes(5);

  /** In how many windows of gateway-health each payment is. */
  public static final long GATEWAY_WINDOWS_OF_A_PAYMENT =
      GATEWAY.getMillis() / GATEWAY_EVERY.getMillis();

  /** The time of ingest that shares a window of the books. */
  public static final Duration BOOKS_WINDOW = Duration.standardHours(1);

  /** How long after it happened every pipeline but daily-revenue still counts an event. */
  public static final Duration TOLERANCE = Duration.standardMinutes(10);

  /** For how long a runner keeps a window after its watermark has passed the end. */
  public static final Duration RUNNER_LATENESS = Duration.standardDays(1);

  /** How often the dashboard fires before a window has ended. */
  public static final Duration DASHBOARD_EARLY = Duration.standardSeconds(30);

  /** How often daily-revenue fires before the books are closed. */
  public static final Duration REVENUE_EARLY = Duration.standardSeconds(60);

  /** How often the ledger of an hour fires before it is over. */
  public static final Duration BOOKS_EARLY = Duration.standardSeconds(10);

  /**
   * How far the dashboard's watermark stays behind the time of ingest: by then what a network held
   * up for a moment has come, so that the row that a window fires on time is mostly its last.
   */
  public static final Duration DASHBOARD_DELAY = Duration.standardSeconds(10);

  /**
   * How far before a position a run that has no state must begin to read fraud-velocity's payments,
   * in time of ingest, so that each score is right that a new payment can have or raise: a new one
   * was made {@link #TOLERANCE} before its ingest at most, and counts with those 60 s before it,
   * which may have been ingested {@link EventRules#CLOCK_AHEAD} before they were made.
   */
  public static final Duration VELOCITY_LOOK_BACK =
      TOLERANCE.plus(VELOCITY).plus(Duration.millis(EventRules.CLOCK_AHEAD));

  /** The same for the dashboard: the oldest window that a new event can touch must be whole. */
  public static final Duration DASHBOARD_LOOK_BACK =
      TOLERANCE.plus(DASHBOARD).plus(Duration.millis(EventRules.CLOCK_AHEAD));

  /** How far gateway-health's watermark stays behind, as the dashboard's does. */
  public static final Duration GATEWAY_DELAY = DASHBOARD_DELAY;

  /** The same for gateway-health: the oldest window that a new payment can touch must be whole. */
  public static final Duration GATEWAY_LOOK_BACK =
      TOLERANCE.plus(GATEWAY).plus(Duration.millis(EventRules.CLOCK_AHEAD));

  /**
   * The same for daily-revenue: the oldest business day whose books are not closed must be whole,
   * which is as long as an event or a duplicate may count where days are dates that close at 04:00.
   * Where a store has other hours, or changes, a run looks back for the longer {@link
   * Lateness#span}.
   */
  public static final Duration REVENUE_LOOK_BACK =
      Duration.millis(Lateness.AfterCloseOfBooks.USUAL);

  /**
   * How much later it is asked once more whether a window that is open for long is to fire early.
   * On Flink a timer is set by the monotonic clock, and then the wall clock is asked whether it is
   * time: where that was set back since, by 2 ms or more, it is not, and nobody asks again before
   * the next element (compare apache/beam#8366). Of a topic that falls silent the last records
   * would be in no early pane. The dashboard does without: its windows end soon, and there are
   * many.
   */
  private static final Duration AGAIN = Duration.standardSeconds(1);

  private WindowPolicies() {}

  /**
   * The last half hour of each store, anew every five minutes, of what has been added up for each
   * window: the timestamp of an element is the last ms of the one that it is for.
   *
   * @param early how often a window fires before it has ended
   */
  public static <T> Window<T> dashboard(Duration early) {
    return Window.<T>into(FirstSlidingWindow.of(DASHBOARD, DASHBOARD_EVERY))
        .triggering(earlyOnTimeAndLate(early))
        .withAllowedLateness(RUNNER_LATENESS)
        .accumulatingFiredPanes();
  }

  /**
   * The last five minutes of each gateway and the hour before, anew every five minutes. A window
   * that has not ended does not fire: its last five minutes are still to come, and it would call
   * each gateway silent.
   */
  public static <T> Window<T> gateway() {
    return Window.<T>into(SlidingWindows.of(GATEWAY).every(GATEWAY_EVERY))
        .triggering(
            AfterWatermark.pastEndOfWindow().withLateFirings(AfterPane.elementCountAtLeast(1)))
        .withAllowedLateness(RUNNER_LATENESS)
        .accumulatingFiredPanes();
  }

  /**
   * The business day of each store, final when its books close.
   *
   * @param early how often the window of a day fires before
   */
  public static <K, V extends BusinessDayWindows.OfBusinessDay> Window<KV<K, V>> revenue(
      Duration early) {
    return Window.<KV<K, V>>into(BusinessDayWindows.create())
        .triggering(surelyEarlyOnTimeAndLate(early))
        .withAllowedLateness(RUNNER_LATENESS)
        .accumulatingFiredPanes();
  }

  /**
   * The books of each hour of ingest.
   *
   * @param early how often the window of an hour fires before it is over
   */
  public static <T> Window<T> books(Duration early) {
    return Window.<T>into(FixedWindows.of(BOOKS_WINDOW))
        .triggering(surelyEarlyOnTimeAndLate(early))
        .withAllowedLateness(RUNNER_LATENESS)
        .accumulatingFiredPanes();
  }

  private static Trigger earlyOnTimeAndLate(Duration early) {
    return AfterWatermark.pastEndOfWindow()
        .withEarlyFirings(after(early))
        .withLateFirings(eachArrival());
  }

  /** The same, where early firings are {@linkplain #AGAIN asked for twice}. */
  private static Trigger surelyEarlyOnTimeAndLate(Duration early) {
    // As the early firings of AfterWatermark an AfterFirst does not begin anew: what is finished of
    // it stays so, and it fires at each element.
    return AfterEach.inOrder(
        Repeatedly.forever(AfterFirst.of(after(early), after(early.plus(AGAIN))))
            .orFinally(AfterWatermark.pastEndOfWindow()),
        Repeatedly.forever(eachArrival()));
  }

  private static Trigger.OnceTrigger after(Duration delay) {
    return AfterProcessingTime.pastFirstElementInPane().plusDelayOf(delay);
  }

  private static Trigger.OnceTrigger eachArrival() {
    return AfterPane.elementCountAtLeast(1);
  }
}
