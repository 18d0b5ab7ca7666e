package dev.tideline.demo.latency;

/**
 * How payments are sent.
 *
 * @param rate payments a second
 * @param seconds for how long they are measured
 * @param warmUp for how long before, in seconds, they are not
 */
public record Schedule(int rate, int seconds, int warmUp) {}
