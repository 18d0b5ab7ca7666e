package dev.tideline.pipelines.telemetry;

import dev.tideline.io.answer.StoredAnswer;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.pipelines.signals.SignalsTopic;
import java.io.IOException;
import java.time.Duration;

/** Something that knows a part of how far a run has come. Not shared between threads. */
public interface MetricsSource extends AutoCloseable {

  /** How long an answer is waited for. */
  Duration PATIENCE = Duration.ofSeconds(5);

  /** What it is, in one word: the label {@code source} of {@code tideline_up}. */
  String name();

  /**
   * Looks once, and hands over what there is.
   *
   * @throws IOException if it does not answer within {@link #PATIENCE}; Kafka's clients throw
   *     exceptions of their own
   */
  void look(Metrics metrics) throws IOException;

  /** Lets go of what it holds. */
  @Override
  void close();

  /** The ledger in a database. */
  static MetricsSource ledger(StoredAnswer stored) {
    return new LedgerMetrics(stored);
  }

  /** The positions that a group has committed in a topic. */
  static MetricsSource positions(KafkaCluster cluster, String topic, String group) {
    return new BacklogMetrics(cluster, topic, group);
  }

  /**
   * The topic of signals, from its end as it is at the first look.
   *
   * @param readTopic the topic of the payments that the signals are about
   */
  static MetricsSource signals(KafkaCluster cluster, SignalsTopic signals, String readTopic) {
    return new SignalMetrics(cluster, signals, readTopic);
  }
}
