/**
 * {@code scripts/latency}: how long it takes from a payment to its signal, by the broker's clock.
 * Knows fraud-velocity only through its topics.
 */
package dev.tideline.demo.latency;
