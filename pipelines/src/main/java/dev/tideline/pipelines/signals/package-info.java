/**
 * The topic of fraud signals: how they are keyed, written and read back. The signal itself is
 * {@code dev.tideline.fraud.FraudSignal}; sending is done by {@code dev.tideline.io.kafka.sink}.
 */
package dev.tideline.pipelines.signals;
