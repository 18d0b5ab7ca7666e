package dev.tideline.benchmarks.bench.live;

import dev.tideline.demo.latency.Latencies.Percentiles;

/**
 * One contestant at one rate, once.
 *
 * @param latencies from the append of a payment to the append of its signal
 * @param cpu seconds of processor time of its process that each second took
 */
public record LiveRun(Percentiles latencies, double cpu) {}
