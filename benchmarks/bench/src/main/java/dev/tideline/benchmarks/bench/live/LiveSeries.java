package dev.tideline.benchmarks.bench.live;

import dev.tideline.benchmarks.bench.measure.Series;
import dev.tideline.benchmarks.bench.measure.Spread;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The runs of one contestant at one rate, a run a round.
 *
 * @param fault if it failed, or did not signal every payment: how; otherwise null
 * @param behind if payments came faster than signals, or than was asked for: how; otherwise null
 */
public record LiveSeries(List<LiveRun> runs, String fault, String behind) {

  public LiveSeries {
    runs = List.copyOf(runs);
  }

  /** Of some figure of its runs. */
  public Spread of(ToDoubleFunction<LiveRun> figure) {
    return Spread.of(runs.stream().map(figure::applyAsDouble).toList());
  }

  /** Why its figures tell nothing; null if they do. */
  public String reason() {
    if (fault != null || behind != null) {
      return fault != null ? fault : behind;
    }
    double width = of(LiveRun::cpu).width();
    return width <= Series.WIDEST
        ? null
        : String.format(Locale.ROOT, "runs differ by a factor of %.2f: a busy machine", width);
  }
}
