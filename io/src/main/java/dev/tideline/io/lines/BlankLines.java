package dev.tideline.io.lines;

import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * How many blank lines a run has passed over. They are no records, so nothing depends on the
 * number: the runner counts them, a part that is read again once more.
 */
public final class BlankLines {

  private static final String NAME = "blank_lines";

  private BlankLines() {}

  /** What counts them. */
  static Counter counter() {
    return Metrics.counter(BlankLines.class, NAME);
  }

  /** How many a run that has ended passed over. */
  public static long in(PipelineResult result) {
    MetricsFilter ours =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.named(BlankLines.class, NAME))
            .build();
    long most = 0; // each step that reads the input counts all of them
    for (MetricResult<Long> step : result.metrics().queryMetrics(ours).getCounters()) {
      most = Math.max(most, step.getAttempted());
    }
    return most;
  }
}
