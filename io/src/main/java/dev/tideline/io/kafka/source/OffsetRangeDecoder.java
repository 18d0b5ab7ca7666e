package dev.tideline.io.kafka.source;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.io.unbounded.EventBatchDecoder;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads offset ranges, each with a consumer of its own. */
final class OffsetRangeDecoder<E extends V, V extends EventView>
    implements RecordDecoder<OffsetRange, V> {

  private static final long serialVersionUID = 1;

  private static final int POLL_RECORDS = 2_000;

  private final KafkaCluster cluster;
  private final Topic topic;
  private final JsonEventType<E> type;
  private final AdmissionRules<V> rules;

  OffsetRangeDecoder(
      KafkaCluster cluster, Topic topic, JsonEventType<E> type, AdmissionRules<V> rules) {
    this.cluster = cluster;
    this.topic = topic;
    this.type = type;
    this.rules = rules;
  }

  @Override
  public void decode(OffsetRange range, Handler<V> handler) {
    if (range.start() == range.end()) {
      return;
    }
    EventBatchDecoder<E, V> batches = new EventBatchDecoder<>();
    PartitionReader<E, V> partition =
        new PartitionReader<>(
            topic, range.partition(), range.start(), Position.UNKNOWN, range.end(), type, rules);
    try (Consumer<byte[], byte[]> consumer = cluster.consumer(null, POLL_RECORDS)) {
      LogRange before = open(consumer, partition.name(), range.learnFrom(), range.start());
      for (List<ConsumerRecord<byte[], byte[]>> records = before.next();
          !records.isEmpty();
          records = before.next()) {
        partition.learn(records);
      }
      LogRange within = open(consumer, partition.name(), range.start(), range.end());
      for (List<ConsumerRecord<byte[], byte[]>> records = within.next();
          !records.isEmpty();
          records = within.next()) {
        batches.decode(partition.receive(records).events(), handler);
      }
    }
  }

  private LogRange open(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, long start, long end) {
    return LogRange.open(cluster, consumer, partition, start, end, LogRange.PATIENCE);
  }
}
