package dev.tideline.benchmarks.flink;

/**
 * The latest row of a window.
 *
 * @param store the id of its store
 * @param windowEnd when it ends, ms since the epoch
 * @param json the row
 */
public record DashboardRow(String store, long windowEnd, String json) {}
