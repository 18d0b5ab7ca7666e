package dev.tideline.io.kafka.source;

import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.LogRange;
import dev.tideline.io.kafka.Topic;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes sure that the broker has no record at offsets where a reader met none. There is none where
 * a transaction ended or was aborted, and what was compacted away is no longer there; anywhere else
 * a record was lost on its way. A client is not told which of it is, so another one reads there
 * again, which costs a round trip for each gap. Not shared between threads.
 */
public final class GapCheck implements PartitionReader.Gaps, AutoCloseable {

  /** A gap is read until there is a first record in it. */
  private static final int POLL_RECORDS = 1;

  private final KafkaCluster cluster;
  private final Topic topic;
  private Consumer<byte[], byte[]> consumer;

  /** Of a topic; connects when there is a gap. */
  public GapCheck(KafkaCluster cluster, Topic topic) {
    this.cluster = cluster;
    this.topic = topic;
  }

  @Override
  public void passed(TopicPartition partition, long from, long to) {
    if (topic.compacted()) {
      return; // it has more gaps than records, and they may become more between two readings
    }
    if (consumer == null) {
      consumer = cluster.consumer(null, POLL_RECORDS);
    }
    List<ConsumerRecord<byte[], byte[]>> there =
        LogRange.open(cluster, consumer, partition, from, to, LogRange.PATIENCE).next();
    if (!there.isEmpty()) {
      throw new IllegalStateException(
          "%s has a record at offset %d, and the one who read offsets %d to %d did not get it"
              .formatted(partition, there.get(0).offset(), from, to - 1));
    }
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
    }
  }
}
