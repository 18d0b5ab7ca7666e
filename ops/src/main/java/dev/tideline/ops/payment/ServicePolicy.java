package dev.tideline.ops.payment;

import java.time.Duration;

/**
 * How a payment service decides.
 *
 * @param deadline how long a payment may wait, from when it is handed over
 * @param whenUnchecked what is done if the pipeline did not answer
 * @param threshold how many payments of a card within a minute the pipeline signals: so many probes
 *     it takes until the first one is answered
 * @param probeEvery how often each partition gets a probe: well below the deadline, and often
 *     enough that the threshold is reached within a minute
 */
public record ServicePolicy(
    Duration deadline, WhenUnchecked whenUnchecked, int threshold, Duration probeEvery) {

  private static final Duration VELOCITY = Duration.ofSeconds(60);

  public ServicePolicy {
    if (probeEvery.multipliedBy(threshold).compareTo(VELOCITY) > 0) {
      throw new IllegalArgumentException("too few probes to ever reach the threshold");
    }
    if (probeEvery.compareTo(deadline) >= 0) {
      throw new IllegalArgumentException("a probe must come before the deadline");
    }
  }
}
