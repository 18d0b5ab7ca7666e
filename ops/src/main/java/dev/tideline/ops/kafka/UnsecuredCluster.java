package dev.tideline.ops.kafka;

import dev.tideline.io.kafka.NewTopics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A Kafka cluster without secrets, and the clients of it that the programs of this module need.
 *
 * @param bootstrapServers where it is, {@code HOST:PORT}
 */
public record UnsecuredCluster(String bootstrapServers) {

  /** The topic of the order events. */
  public static final String ORDERS = "orders.v1";

  /** The topic of the payments. */
  public static final String PAYMENTS = "payments.v1";

  /** The topic of broken order events. */
  public static final String REJECTED_ORDERS = "orders.dlq.v1";

  /** The topic of broken payments. */
  public static final String REJECTED_PAYMENTS = "payments.dlq.v1";

  /** The topic of the fraud signals. */
  public static final String SIGNALS = "fraud-signals.v1";

  /** The largest record it takes: one of a data set that is too large to be parsed still fits. */
  private static final int LARGEST_RECORD = 2 << 20;

  /** Whose clock stamps the records of a topic. */
  public enum Stamped {
    /** The broker's, when a record is appended: a live topic. */
    LogAppendTime,
    /** Whatever the producer says: a topic that is replayed. */
    CreateTime
  }

  /**
   * Creates a topic, unless it is there, that keeps its records whatever time they claim to be of.
   *
   * @throws IllegalStateException if the one that is there has another number of partitions
   */
  public void createTopic(String name, int partitions, Stamped stamped)
      throws InterruptedException {
    NewTopic topic =
        new NewTopic(name, partitions, (short) 1)
            .configs(
                Map.of(
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    stamped.name(),
                    TopicConfig.RETENTION_MS_CONFIG,
                    "-1",
                    // What is stamped later than that would make late all that comes after it.
                    TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                    "60000",
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(LARGEST_RECORD)));
    try (Admin admin = Admin.create(properties())) {
      NewTopics.create(admin, List.of(topic));
    } catch (ExecutionException failure) {
      if (!(failure.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(
            "topic " + name + " can't be created: " + failure.getCause().getMessage(), failure);
      }
      int found = partitions(name).size();
      if (found != partitions) {
        throw new IllegalStateException(
            "topic %s has %d partitions, not %d: delete it, or use another cluster"
                .formatted(name, found, partitions));
      }
    }
  }

  /**
   * The partitions of a topic.
   *
   * @throws IllegalStateException if it is not there
   */
  public List<TopicPartition> partitions(String topic) {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      if (consumer.partitionsFor(topic).isEmpty()) {
        throw new IllegalStateException(
            "Kafka at %s has no topic %s; create it, or check the address"
                .formatted(bootstrapServers, topic));
      }
      return consumer.partitionsFor(topic).stream()
          .map(partition -> new TopicPartition(topic, partition.partition()))
          .toList();
    }
  }

  /** A producer that keeps the order of what it sends and waits for all acknowledgements. */
  public Producer<byte[], byte[]> producer(int lingerMillis) {
    Map<String, Object> properties = properties();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A consumer that belongs to no group and has no partitions yet. */
  public Consumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = properties();
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A consumer of all partitions of a topic, from the records on that are appended from now. */
  public Consumer<byte[], byte[]> consumerFromNow(String topic) {
    Consumer<byte[], byte[]> consumer = consumer();
    Collection<TopicPartition> partitions = partitions(topic);
    consumer.assign(partitions);
    // Not seekToEnd, which only seeks when it is polled.
    consumer.endOffsets(partitions).forEach(consumer::seek);
    return consumer;
  }

  private Map<String, Object> properties() {
    return new HashMap<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }
}
