package dev.tideline.ops.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.json.Timestamps;
import dev.tideline.ops.kafka.LineFields;
import dev.tideline.ops.kafka.UnsecuredCluster;
import dev.tideline.pipelines.signals.SignalsTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;

/**
 * What the payment service sees of fraud-velocity: signals of payments whose card has made so many,
 * in the order of a partition. Ends when it is closed; what was sent meanwhile a new one reads.
 */
final class StandInPipeline implements AutoCloseable {

  private final Consumer<byte[], byte[]> consumer;
  private final CompletableFuture<Void> done;

  private StandInPipeline(UnsecuredCluster cluster, int threshold) {
    this.consumer = cluster.consumer();
    consumer.assign(cluster.partitions(UnsecuredCluster.PAYMENTS));
    consumer.seekToBeginning(consumer.assignment());
    this.done = CompletableFuture.runAsync(() -> work(cluster, threshold));
  }

  static StandInPipeline start(UnsecuredCluster cluster, int threshold) {
    return new StandInPipeline(cluster, threshold);
  }

  private void work(UnsecuredCluster cluster, int threshold) {
    Map<String, Integer> scores = new HashMap<>();
    try (consumer;
        Producer<byte[], byte[]> producer = cluster.producer(0)) {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> payment : consumer.poll(Duration.ofMillis(20))) {
          String card = LineFields.text(payment.value(), "card_token");
          if (scores.merge(card, 1, Integer::sum) >= threshold) {
            producer.send(signal(payment)).get();
          }
        }
      }
    } catch (WakeupException closed) {
      // by close()
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static ProducerRecord<byte[], byte[]> signal(ConsumerRecord<byte[], byte[]> payment) {
    String card = LineFields.text(payment.value(), "card_token");
    String time = LineFields.text(payment.value(), "event_time");
    ProducerRecord<byte[], byte[]> signal =
        new ProducerRecord<>(
            UnsecuredCluster.SIGNALS,
            card.getBytes(UTF_8),
            "{\"event_time\":\"%s\"}".formatted(time).getBytes(UTF_8));
    String id = LineFields.text(payment.value(), "payment_id");
    signal.headers().add(SignalsTopic.ID, id.getBytes(UTF_8));
    signal
        .headers()
        .add(SignalsTopic.INGEST_TIME, Timestamps.format(payment.timestamp()).getBytes(UTF_8));
    return signal;
  }

  /** Throws what ended it, if anything did. */
  void mustRun() {
    if (done.isDone()) {
      done.join();
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    done.join();
  }
}
