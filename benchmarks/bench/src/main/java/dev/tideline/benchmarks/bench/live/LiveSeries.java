package dev.tideline.benchmarks.bench.live;

import dev.tideline.benchmarks.bench.measure.Series;
import dev.tideline.benchmarks.bench.measure.Spread;
import dev.tideline.demo.latency.Schedule;
import dev.tideline.demo.latency.TrialOutcome;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The runs of one contestant at one rate, a run a round.
 *
 * @param fault if it failed, or did not signal every payment: how; otherwise null
 * @param behind if payments came faster than signals, or slower than they were to: how; otherwise
 *     null
 */
public record LiveSeries(List<LiveRun> runs, String fault, String behind) {

  /** Before the first run. */
  static final LiveSeries NONE = new LiveSeries(List.of(), null, null);

  /** Runs whose p99 are further apart than this tell more of the machine than of the contestant. */
  static final double WIDEST_P99 = 2.5;

  /** Who has more than so many seconds of payments still to answer has fallen behind. */
  private static final int BEHIND = 5;

  /** Less of the rate than this is another rate. */
  private static final double SENT = 0.98;

  public LiveSeries {
    runs = List.copyOf(runs);
  }

  /** With one more run. */
  LiveSeries with(TrialOutcome outcome, Schedule schedule) {
    if (outcome.rate() < SENT * schedule.rate()) {
      return behind(
          String.format(
              Locale.ROOT, "too busy a machine to send more than %,.0f a second", outcome.rate()));
    }
    if (outcome.waiting() > (long) BEHIND * schedule.rate()) {
      return behind(
          String.format(
              Locale.ROOT,
              "fell behind: of %,d payments %,d had no signal when the last had been sent, and %,d"
                  + " a minute later",
              outcome.sent(),
              outcome.waiting(),
              outcome.missing()));
    }
    if (outcome.missing() > 0) {
      return failed(
          String.format(
              Locale.ROOT,
              "of %,d payments %,d never got a signal",
              outcome.sent(),
              outcome.missing()));
    }
    return new LiveSeries(
        Stream.concat(runs.stream(), Stream.of(LiveRun.of(outcome))).toList(), null, null);
  }

  /** With a run that came to nothing. */
  LiveSeries failed(String why) {
    return new LiveSeries(runs, why, null);
  }

  private LiveSeries behind(String how) {
    return new LiveSeries(runs, null, how);
  }

  /** Whether there is any use in one more run. */
  boolean goesOn() {
    return fault == null && behind == null;
  }

  /** Some figure of its runs. */
  public Spread of(ToDoubleFunction<LiveRun> figure) {
    return Spread.of(figures(figure));
  }

  /** How many times another took as much, round by round: above 1 this one needs less. */
  public Spread timesOf(LiveSeries other, ToDoubleFunction<LiveRun> figure) {
    return Spread.ofRatios(other.figures(figure), figures(figure));
  }

  /** Whether its runs agree with each other; if there are none there is nothing to disagree. */
  boolean agrees() {
    return runs.isEmpty()
        || (of(LiveRun::cpu).width() <= Series.WIDEST && of(LiveRun::p99).width() <= WIDEST_P99);
  }

  /** Why its figures tell nothing; null if they do. */
  public String reason() {
    if (fault != null || behind != null) {
      return fault != null ? fault : behind;
    }
    return agrees()
        ? null
        : String.format(
            Locale.ROOT,
            "runs differ, in CPU by a factor of %.2f, in p99 of %.2f: a busy machine",
            of(LiveRun::cpu).width(),
            of(LiveRun::p99).width());
  }

  private List<Double> figures(ToDoubleFunction<LiveRun> figure) {
    return runs.stream().map(figure::applyAsDouble).toList();
  }
}
