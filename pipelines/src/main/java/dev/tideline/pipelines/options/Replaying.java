package dev.tideline.pipelines.options;

import dev.tideline.io.replay.ArrivalOrder;

/**
 * How the records of files arrive where they are read as a stream.
 *
 * @param order in which they arrive
 * @param batch how many are handed over at a time
 */
public record Replaying(ArrivalOrder order, int batch) {}
