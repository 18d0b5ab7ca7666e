package dev.tideline.sink;

import dev.tideline.kafka.Cluster;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all that a topic holds at the moment it is asked. */
final class TopicLog {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final long PATIENCE = 60_000_000_000L; // ns without a record

  private TopicLog() {}

  /**
   * The records, those of a partition in their order.
   *
   * @throws IOException if there is no such topic, or it can't be read
   */
  static List<ConsumerRecord<byte[], byte[]>> read(Cluster cluster, String topic)
      throws IOException {
    Map<String, Object> properties = new HashMap<>(cluster.connection());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new IOException("there is no topic " + topic);
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return readTo(consumer.endOffsets(partitions), consumer);
    } catch (KafkaException failure) {
      throw new IOException("topic " + topic + " can't be read: " + failure.getMessage(), failure);
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> readTo(
      Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) throws IOException {
    List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
    long latest = System.nanoTime();
    while (!reached(ends, consumer)) {
      ConsumerRecords<byte[], byte[]> some = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> message : some) {
        if (message.offset() < ends.get(new TopicPartition(message.topic(), message.partition()))) {
          read.add(message);
        }
      }
      if (!some.isEmpty()) {
        latest = System.nanoTime();
      } else if (System.nanoTime() - latest > PATIENCE) {
        throw new IOException("nothing came any more, though there is more in " + ends.keySet());
      }
    }
    return read;
  }

  /** By position: the last offsets may belong to no record, after compaction say. */
  private static boolean reached(
      Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
