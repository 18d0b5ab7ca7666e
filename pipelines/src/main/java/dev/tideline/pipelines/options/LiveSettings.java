package dev.tideline.pipelines.options;

import dev.tideline.io.sql.Database;
import java.net.InetSocketAddress;
import org.joda.time.Duration;

/**
 * How a run publishes while it goes on.
 *
 * @param database where rows and ledger are kept
 * @param history whether every published version of a row is kept
 * @param signalsTopic where signals go when Kafka is read
 * @param deadLetters where broken records go when Kafka is read, or null for the topic's own
 * @param early how often open windows fire, or null for the pipeline's own
 * @param stateTimers whether steps have timers, by which state is released that is no longer needed
 * @param endsByItself whether the runner ends a stream whose source has come to its end
 * @param restored whether it goes on from a checkpoint or savepoint, and so do its books
 * @param metrics where metrics are served, or null for nowhere
 */
public record LiveSettings(
    Database database,
    boolean history,
    String signalsTopic,
    String deadLetters,
    Duration early,
    boolean stateTimers,
    boolean endsByItself,
    boolean restored,
    InetSocketAddress metrics) {}
