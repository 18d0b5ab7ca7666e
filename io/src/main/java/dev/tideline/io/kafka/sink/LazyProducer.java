package dev.tideline.io.kafka.sink;

import dev.tideline.io.kafka.KafkaCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer that connects with its first record: KafkaIO makes one for each DoFn that is set up,
 * which Spark does for each bundle, and few bundles have a signal. What is refused says by which
 * topic.
 */
final class LazyProducer implements Producer<byte[], byte[]> {

  private static final int LONGEST_REQUEST = 30_000; // ms

  private final KafkaCluster cluster;
  private final int patience;
  private Producer<byte[], byte[]> producer;

  private LazyProducer(KafkaCluster cluster, int patience) {
    this.cluster = cluster;
    this.patience = patience;
  }

  /**
   * Sends to a cluster.
   *
   * @param patience for how long it waits for brokers that are away, in ms
   */
  static LazyProducer of(KafkaCluster cluster, int patience) {
    return new LazyProducer(cluster, patience);
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message, Callback told) {
    if (producer == null) {
      producer = connect();
    }
    return producer.send(
        message,
        (sent, refused) ->
            told.onCompletion(sent, refused == null ? null : notTaken(message, refused)));
  }

  private static IOException notTaken(ProducerRecord<byte[], byte[]> message, Exception refused) {
    return new IOException(
        "topic " + message.topic() + " did not take a record: " + refused.getMessage(), refused);
  }

  private Producer<byte[], byte[]> connect() {
    Map<String, Object> properties = new HashMap<>(cluster.connection());
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    properties.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        Math.min(patience, LONGEST_REQUEST)); // Kafka insists
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void flush() {
    if (producer != null) {
      producer.flush();
    }
  }

  /** What was not flushed belongs to a bundle that failed, and is sent with its next try. */
  @Override
  public void close() {
    close(Duration.ZERO);
  }

  @Override
  public void close(Duration timeout) {
    if (producer != null) {
      producer.close(timeout);
      producer = null;
    }
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message) {
    throw new UnsupportedOperationException("nobody would be told of what was refused");
  }

  @Override
  public List<PartitionInfo> partitionsFor(String topic) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<MetricName, ? extends Metric> metrics() {
    return producer == null ? Map.of() : producer.metrics();
  }

  @Override
  public Uuid clientInstanceId(Duration timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void initTransactions() {
    throw noTransactions();
  }

  @Override
  public void beginTransaction() {
    throw noTransactions();
  }

  @Deprecated
  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, String consumerGroupId) {
    throw noTransactions();
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    throw noTransactions();
  }

  @Override
  public void commitTransaction() {
    throw noTransactions();
  }

  @Override
  public void abortTransaction() {
    throw noTransactions();
  }

  private static UnsupportedOperationException noTransactions() {
    return new UnsupportedOperationException("records are sent at least once, by no transaction");
  }
}
