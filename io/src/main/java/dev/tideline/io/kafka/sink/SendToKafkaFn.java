package dev.tideline.io.kafka.sink;

import dev.tideline.io.kafka.KafkaCluster;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.joda.time.Duration;

/** Sends at once, and waits for the brokers at the end of the bundle. */
final class SendToKafkaFn<T> extends DoFn<T, Void> {

  private static final long serialVersionUID = 1;

  private static final int LONGEST_REQUEST = 30_000; // ms

  private final KafkaCluster cluster;
  private final SerializableFunction<T, ProducerRecord<byte[], byte[]>> toRecord;
  private final Duration patience;

  /** Made by the first element: Spark sets a DoFn up for each bundle, and few have a signal. */
  private transient Producer<byte[], byte[]> producer;

  /** The first thing that went wrong in this bundle; of its own, for an answer may come late. */
  private transient AtomicReference<IOException> failure;

  SendToKafkaFn(
      KafkaCluster cluster,
      SerializableFunction<T, ProducerRecord<byte[], byte[]>> toRecord,
      Duration patience) {
    this.cluster = cluster;
    this.toRecord = toRecord;
    this.patience = patience;
  }

  @StartBundle
  public void startBundle() {
    failure = new AtomicReference<>();
  }

  @ProcessElement
  @SuppressWarnings("FutureReturnValueIgnored") // what it would tell, the callback is told
  public void processElement(@Element T element) throws IOException {
    if (producer == null) {
      producer = producer();
    }
    ProducerRecord<byte[], byte[]> message = toRecord.apply(element);
    AtomicReference<IOException> first = failure;
    try {
      producer.send(
          message,
          (sent, refused) -> {
            if (refused != null) {
              first.compareAndSet(null, notTaken(message, refused));
            }
          });
    } catch (KafkaException refused) {
      first.compareAndSet(null, notTaken(message, refused));
    }
    failIfAnyFailed();
  }

  @FinishBundle
  public void finishBundle() throws IOException {
    if (producer != null) {
      producer.flush();
    }
    failIfAnyFailed();
  }

  @Teardown
  public void teardown() {
    if (producer != null) {
      // What was not flushed belongs to a bundle that failed, and will be sent with its next try.
      producer.close(java.time.Duration.ZERO);
      producer = null;
    }
  }

  private void failIfAnyFailed() throws IOException {
    IOException first = failure.get();
    if (first != null) {
      teardown(); // a producer that has given a record up may refuse all that follow
      throw first;
    }
  }

  private static IOException notTaken(ProducerRecord<byte[], byte[]> message, Exception refused) {
    return new IOException(
        "topic " + message.topic() + " did not take a record: " + refused.getMessage(), refused);
  }

  private Producer<byte[], byte[]> producer() {
    Map<String, Object> properties = new HashMap<>(cluster.connection());
    int most = Math.toIntExact(patience.getMillis());
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, most);
    properties.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(most, LONGEST_REQUEST)); // Kafka insists
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, most);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
