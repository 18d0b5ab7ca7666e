package dev.tideline.benchmarks.bench.live;

import dev.tideline.benchmarks.bench.work.Contestant;
import dev.tideline.demo.latency.Schedule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of a work at one rate.
 *
 * @param seen on which day, UTC, such as 2026-11-29
 * @param schedule how payments were sent
 * @param series the runs of each contestant by its name, in the order of the work
 */
public record LiveResult(String seen, Schedule schedule, Map<String, LiveSeries> series) {

  public LiveResult {
    series = Collections.unmodifiableMap(new LinkedHashMap<>(series));
  }

  /** The runs of one of the contestants; null if it is none of them. */
  public LiveSeries of(Contestant contestant) {
    return series.get(contestant.name());
  }

  /**
   * Whether all runs said something, if only that they fell behind; if not, it may be worth another
   * try.
   */
  boolean allTell() {
    return series.values().stream().allMatch(each -> each.fault() == null && each.agrees());
  }

  /** Whether each contestant gave a signal for each payment, unless it fell behind. */
  public boolean allAnswered() {
    return series.values().stream().allMatch(each -> each.fault() == null);
  }
}
