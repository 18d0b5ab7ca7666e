package dev.tideline.io.kafka.sink;

import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.Topics;
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
public final class TopicContents {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private TopicContents() {}

  /**
   * The records, those of a partition in their order.
   *
   * @throws KafkaClusterException if there is no such topic, or it can't be read
   */
  public static List<ConsumerRecord<byte[], byte[]>> read(KafkaCluster cluster, String topic) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    try (Topics topics = Topics.of(cluster)) {
      topics
          .ends(topics.describe(topic))
          .forEach((partition, end) -> ends.put(new TopicPartition(topic, partition), end));
    }
    Map<String, Object> properties = new HashMap<>(cluster.connection());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"); // rather fail than skip
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      return readTo(ends, consumer);
    } catch (KafkaException failure) {
      throw new KafkaClusterException(
          "topic " + topic + " can't be read: " + failure.getMessage(), failure);
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> readTo(
      Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
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
      } else if (System.nanoTime() - latest > PATIENCE.toNanos()) {
        throw new KafkaClusterException(
            "nothing came for %d s, though there is more in %s"
                .formatted(PATIENCE.toSeconds(), ends.keySet()));
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
