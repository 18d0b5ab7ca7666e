package dev.tideline.pipelines.spec;

import org.joda.time.Duration;

/**
 * How a pipeline reads a topic, unless a run is told otherwise.
 *
 * @param watermarkDelay how far the watermark stays behind the time of ingest
 * @param lookBack how far before its position it begins to read when it has no state
 */
public record SourceDefaults(Duration watermarkDelay, Duration lookBack) {

  /** A pipeline that fires at once, or so late that a delay would change nothing. */
  public static SourceDefaults lookingBack(Duration lookBack) {
    return new SourceDefaults(Duration.ZERO, lookBack);
  }

  /** The same with a watermark that stays behind. */
  public SourceDefaults withWatermarkDelay(Duration delay) {
    return new SourceDefaults(delay, lookBack);
  }
}
