package dev.tideline.benchmarks.bench.work;

import dev.tideline.benchmarks.bench.measure.Series;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of a work over one data set.
 *
 * @param seen on which day, UTC, such as 2026-11-29
 * @param data the data set
 * @param records how many records the question had to read
 * @param digest of the answer of all whose figures count
 * @param series the runs of each contestant by its name, in the order of the work
 */
public record Result(
    String seen, DataSet data, long records, String digest, Map<String, Series> series) {

  public Result {
    series = Collections.unmodifiableMap(new LinkedHashMap<>(series));
  }

  /** The runs of one of the contestants; null if it is none of them. */
  public Series of(Contestant contestant) {
    return series.get(contestant.name());
  }

  /** Whether there is a figure of each contestant; if not, it may be worth another try. */
  boolean allTell() {
    return series.values().stream().allMatch(Series::tells);
  }

  /** Whether all contestants gave the product's answer. */
  public boolean allAnswered() {
    return series.values().stream().allMatch(each -> each.fault() == null);
  }
}
