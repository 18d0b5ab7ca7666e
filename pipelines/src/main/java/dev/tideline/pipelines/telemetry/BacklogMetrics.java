package dev.tideline.pipelines.telemetry;

import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Positions;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.Topics;
import java.util.Map;
import java.util.TreeMap;

/** Compares what a group has committed with what its topic holds. */
final class BacklogMetrics implements MetricsSource {

  private final KafkaCluster cluster;
  private final String name;
  private final String group;
  private Topics topics;

  BacklogMetrics(KafkaCluster cluster, String topic, String group) {
    this.cluster = cluster;
    this.name = topic;
    this.group = group;
  }

  @Override
  public String name() {
    return "positions";
  }

  @Override
  public void look(Metrics metrics) {
    if (topics == null) {
      topics = Topics.of(cluster, PATIENCE);
    }
    Topic topic = topics.describe(name); // it may get more partitions
    // Asked for first: what is committed lies before ends that are asked for later.
    Map<Integer, Position> committed = Positions.of(topics, topic, group).committed();
    Map<Integer, Long> ends = topics.ends(topic);
    metrics.backlog(Backlog.of(committed, topics.beginnings(topic), ends, now(topic, ends)));
    metrics.retention(topic.retention());
  }

  /** The wall clock means nothing to a topic that is replayed: there it is its newest record. */
  private Map<Integer, Long> now(Topic topic, Map<Integer, Long> ends) {
    if (!topic.logAppendTime()) {
      return topics.latestTimes(topic);
    }
    Map<Integer, Long> now = new TreeMap<>(ends);
    now.replaceAll((partition, end) -> System.currentTimeMillis());
    return now;
  }

  @Override
  public void close() {
    if (topics != null) {
      topics.close();
    }
  }
}
