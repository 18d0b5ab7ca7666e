package dev.tideline.io.kafka.sink;

import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all that a topic holds at the moment it is asked, record by record. */
public final class TopicContents {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private TopicContents() {}

  /** What takes the records one after the other. */
  @FunctionalInterface
  public interface Each {
    /** Takes one; whatever it throws ends the reading. */
    void take(ConsumerRecord<byte[], byte[]> message) throws IOException;
  }

  /**
   * Hands over the records, those of a partition in their order.
   *
   * @throws KafkaClusterException if there is no such topic, or it can't be read
   * @throws IOException if whoever takes them can't
   */
  public static void read(KafkaCluster cluster, String topic, Each each) throws IOException {
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
      readTo(ends, consumer, each);
    } catch (KafkaException failure) {
      throw new KafkaClusterException(
          "topic " + topic + " can't be read: " + failure.getMessage(), failure);
    }
  }

  private static void readTo(
      Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer, Each each)
      throws IOException {
    long latest = System.nanoTime();
    while (!reached(ends, consumer)) {
      ConsumerRecords<byte[], byte[]> some = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> message : some) {
        if (message.offset() < ends.get(new TopicPartition(message.topic(), message.partition()))) {
          each.take(message);
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
  }

  /** By position: the last offsets may belong to no record, after compaction say. */
  private static boolean reached(
      Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
