package dev.tideline.pipelines.spec;

import org.joda.time.Duration;

/**
 * What a pipeline wants of a topic that it reads.
 *
 * @param topic its name, unless the run is told another
 * @param pipeline the pipeline's name
 * @param watermarkDelay how far the watermark stays behind the time of ingest
 * @param lookBack how far before its position it begins to read when it has no state
 */
public record SourceDefaults(
    String topic, String pipeline, Duration watermarkDelay, Duration lookBack) {}
