package dev.tideline.pipelines.options;

import dev.tideline.io.replay.ArrivalOrder;
import dev.tideline.io.sql.Database;
import org.joda.time.Duration;

/**
 * How a run speaks while it goes on.
 *
 * @param every for a loop of bounded runs: how often; null for a stream
 * @param order in which order the records of files arrive
 * @param database where rows and books are kept
 * @param history whether every published version of a row is kept
 * @param signalsTopic where signals go when Kafka is read
 * @param deadLetters where broken records go when Kafka is read, or null for the topic's own
 * @param early how often open windows speak, or null for the pipeline's own
 * @param releaseIdleCards whether the state of cards no longer seen is released by timers
 * @param metricsPort where metrics are served, or null for nowhere
 */
public record LiveSettings(
    Duration every,
    ArrivalOrder order,
    Database database,
    boolean history,
    String signalsTopic,
    String deadLetters,
    Duration early,
    boolean releaseIdleCards,
    Integer metricsPort) {}
