package dev.tideline.pipelines.options;

import dev.tideline.io.kafka.KafkaCluster;
import org.joda.time.Duration;

/**
 * How a run reads Kafka.
 *
 * @param cluster where it is
 * @param topic the topic, or null for the pipeline's own
 * @param group the consumer group, or null for the pipeline's own
 * @param untilNow whether the run ends when it has read what was there at its start
 * @param watermarkDelay how far the watermark stays behind the time of ingest, or null for the
 *     topic's and pipeline's own
 * @param readers how many readers share the partitions at most; 0 for as many as the runner asks
 * @param throughKafkaIO whether Beam's KafkaIO reads, each record by itself, and not the source of
 *     batches
 * @param acceptLoss whether to go on though unread records have been deleted
 */
public record KafkaSettings(
    KafkaCluster cluster,
    String topic,
    String group,
    boolean untilNow,
    Duration watermarkDelay,
    int readers,
    boolean throughKafkaIO,
    boolean acceptLoss) {

  /** The topic to read. */
  public String topic(String own) {
    return topic == null ? own : topic;
  }

  /** How far the watermark stays behind the time of ingest. */
  public Duration watermarkDelay(Duration own) {
    return watermarkDelay == null ? own : watermarkDelay;
  }

  /** The group that keeps the position. */
  public String group(String pipeline) {
    return group == null ? ownGroup(pipeline) : group;
  }

  /** The group of a pipeline that is given none. */
  public static String ownGroup(String pipeline) {
    return "tideline-" + pipeline;
  }
}
