package dev.tideline.io.kafka.beam;

import dev.tideline.event.EventView;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.unbounded.EventBatch;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.io.kafka.TimestampPolicyFactory;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.joda.time.Instant;

/**
 * Makes what KafkaIO asks its user for: the consumer of a reader and the policies of its
 * partitions, which have to know of each other how far they are. One object makes both, so that it
 * is still one where a reader was sent to; each partition has one reader.
 */
final class Clients<E extends EventView>
    implements SerializableFunction<Map<String, Object>, Consumer<byte[], byte[]>>,
        TimestampPolicyFactory<Void, EventBatch<E>> {

  private static final long serialVersionUID = 1;

  private final TopicRead<E> read;
  private transient Map<TopicPartition, PartitionProgress> partitions;
  private transient Map<TopicPartition, ReaderProgress> readers;

  Clients(TopicRead<E> read) {
    this.read = read;
  }

  /** The consumer of a reader, or the one with which it asks how far partitions reach. */
  @Override
  public Consumer<byte[], byte[]> apply(Map<String, Object> config) {
    if (read.group().equals(config.get(ConsumerConfig.GROUP_ID_CONFIG))) {
      return new ParsingConsumer<>(read, this::begin);
    }
    Map<String, Object> asking = read.cluster().consumerConfig(null, 1);
    // Only a partition without an open transaction has nothing to say.
    asking.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_UNCOMMITTED.toString());
    return new KafkaConsumer<>(asking, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public synchronized TimestampPolicy<Void, EventBatch<E>> createTimestampPolicy(
      TopicPartition partition, Optional<Instant> previousWatermark) {
    if (partitions == null) {
      partitions = new ConcurrentHashMap<>();
      readers = new ConcurrentHashMap<>();
    }
    long watermark =
        previousWatermark
            .filter(BoundedWindow.TIMESTAMP_MIN_VALUE::isBefore)
            .map(Instant::getMillis)
            .orElse(read.starts().get(partition.partition()).watermark());
    long time = watermark == Position.UNKNOWN ? Position.UNKNOWN : watermark + read.delay();
    PartitionProgress progress = new PartitionProgress(read.topic(), read.delay(), time);
    partitions.put(partition, progress);
    readers.remove(partition);
    return new IngestTimePolicy<>(progress, () -> readers.get(partition));
  }

  /** A reader begins to read some partitions, of which there are policies. */
  private ReaderProgress begin(Collection<TopicPartition> assigned) {
    Map<Integer, PartitionProgress> of = new TreeMap<>();
    assigned.forEach(each -> of.put(each.partition(), partitions.get(each)));
    ReaderProgress reader = new ReaderProgress(of);
    assigned.forEach(each -> readers.put(each, reader));
    return reader;
  }
}
