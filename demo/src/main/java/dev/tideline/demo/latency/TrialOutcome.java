package dev.tideline.demo.latency;

import java.util.Locale;

/**
 * What came of a trial.
 *
 * @param rate how many payments a second were sent in truth
 * @param measured how many payments were measured
 * @param sent how many there were in all
 * @param waiting how many had no signal yet when the last one had been sent
 * @param missing how many never got one
 * @param latencies of those that were measured
 * @param cpu seconds of processor time that each second took, while they were
 */
public record TrialOutcome(
    double rate, int measured, int sent, int waiting, int missing, Latencies latencies, Cpu cpu) {

  /** The whole of it, in some twenty lines. */
  String report(String runner) {
    return String.format(
        Locale.ROOT,
        """
        LATENCY runner=%s rate=%.0f/s payments=%d: %s

        %s
        CPU seconds per second: pipeline %.2f, broker %.2f, generator %.2f
        Payments without a signal: %d of %d\
        """,
        runner,
        rate,
        measured,
        latencies.summary(),
        latencies.bars(),
        cpu.pipeline(),
        cpu.broker(),
        cpu.generator(),
        missing,
        sent);
  }
}
