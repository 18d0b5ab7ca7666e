package dev.tideline.benchmarks.bench.live;

import dev.tideline.demo.latency.Latencies.Percentiles;
import dev.tideline.demo.latency.TrialOutcome;

/**
 * One contestant at one rate, once.
 *
 * @param latencies from the append of a payment to the append of its signal
 * @param cpu seconds of processor time of its process that each second took
 * @param brokerCpu the same of the broker, which for some does a part of the work
 */
public record LiveRun(Percentiles latencies, double cpu, double brokerCpu) {

  static LiveRun of(TrialOutcome outcome) {
    return new LiveRun(
        outcome.latencies().percentiles(), outcome.cpu().pipeline(), outcome.cpu().broker());
  }

  /** The time that 99 of 100 signals took no longer than, ms; a millisecond where it was less. */
  public double p99() {
    return Math.max(1, latencies.p99());
  }
}
