package dev.tideline.io.kafka.source;

import dev.tideline.event.Copies;
import dev.tideline.event.EventView;
import dev.tideline.event.JsonDecoder;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.LogRange;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.Topics;
import dev.tideline.io.unbounded.EventBatchDecoder;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads offset ranges, each with a consumer of its own. */
final class OffsetRangeDecoder<E extends V, V extends EventView>
    implements RecordDecoder<OffsetRange, V> {

  private static final long serialVersionUID = 1;

  private static final int POLL_RECORDS = 2_000;

  private final KafkaCluster cluster;
  private final Topic topic;
  private final long delay;
  private final JsonDecoder.Parser<E> parser;
  private final EventBatchDecoder<E, V> batches;

  /**
   * @param delay how far a watermark would be behind the latest time of ingest, in ms
   */
  OffsetRangeDecoder(
      KafkaCluster cluster, Topic topic, long delay, JsonDecoder.Parser<E> parser, Copies copies) {
    this.cluster = cluster;
    this.topic = topic;
    this.delay = delay;
    this.parser = parser;
    this.batches = new EventBatchDecoder<>(copies);
  }

  @Override
  public void decode(OffsetRange range, Handler<V> handler) {
    if (range.start() == range.end()) {
      return;
    }
    try (Consumer<byte[], byte[]> consumer = cluster.consumer(null, POLL_RECORDS);
        GapCheck gaps = new GapCheck(cluster, topic)) {
      PartitionReader<E> partition =
          new PartitionReader<>(
              topic,
              range.partition(),
              Position.at(range.start()),
              delay,
              range.end(),
              parser,
              gaps);
      LogRange log =
          LogRange.open(
              cluster, consumer, partition.name(), range.start(), range.end(), LogRange.PATIENCE);
      for (List<ConsumerRecord<byte[], byte[]>> records = log.next();
          !records.isEmpty();
          records = log.next()) {
        batches.decode(partition.receive(records, Position.UNKNOWN).events(), handler);
      }
      partition.skipTo(range.end());
      if (partition.hasGap()) {
        batches.decode(partition.withoutRecords(), handler);
      }
    }
    try (Topics topics = Topics.of(cluster)) {
      topic.requireId(topics.describe(topic.name()).id());
    }
  }

  @Override
  public Copies copies() {
    return batches.copies();
  }
}
