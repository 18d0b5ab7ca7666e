package dev.tideline.benchmarks.peers;

import dev.tideline.payment.CardToken;
import dev.tideline.payment.Payment;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * fraud-velocity over a topic, without any engine: one thread that polls, looks into a map, sends,
 * and commits every few seconds what has been sent. It forgets its map when it dies.
 */
public final class PlainVelocity {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long COMMIT_NANOS = 5_000_000_000L; // as often as engines take checkpoints

  private final Arguments given;
  private final PaymentReader reader;
  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final Map<CardToken, CardPayments> cards = new HashMap<>();
  private final Map<Integer, Long> times = new HashMap<>();
  private long swept;

  private PlainVelocity(
      Arguments given, Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer)
      throws IOException {
    this.given = given;
    this.reader =
        new PaymentReader(Stores.of(StoreList.read(given.path("stores"))), given.text("parser"));
    this.consumer = consumer;
    this.producer = producer;
  }

  /** Reads a topic, see {@link Arguments}; on one thread, whatever the parallelism. */
  public static void main(String[] arguments) throws Exception {
    Arguments given = Arguments.of(arguments);
    Repetitions.of(1, () -> run(given));
  }

  private static void run(Arguments given) throws IOException {
    Map<String, Object> reading =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            given.text("bootstrap-servers"),
            ConsumerConfig.GROUP_ID_CONFIG,
            given.text("group"),
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            5_000);
    Map<String, Object> sending =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            given.text("bootstrap-servers"),
            ProducerConfig.LINGER_MS_CONFIG,
            5,
            // A record may be rejected because it is too large.
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            Integer.MAX_VALUE);
    try (Consumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Producer<byte[], byte[]> producer =
            new KafkaProducer<>(sending, new ByteArraySerializer(), new ByteArraySerializer())) {
      new PlainVelocity(given, consumer, producer).read();
    }
  }

  private void read() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(given.text("topic")).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    partitions.forEach(each -> times.put(each.partition(), 0L));
    long left = sum(consumer.endOffsets(partitions)) - sum(consumer.beginningOffsets(partitions));
    long committed = System.nanoTime();
    while (left > 0 || !given.untilNow()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        left--;
        take(record);
      }
      if (left == 0 || System.nanoTime() - committed > COMMIT_NANOS) {
        producer.flush();
        consumer.commitSync();
        committed = System.nanoTime();
        sweep();
      }
    }
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(offset -> offset).sum();
  }

  @SuppressWarnings(
      "FutureReturnValueIgnored") // flush() waits for it, and a failed one is sent again
  private void take(ConsumerRecord<byte[], byte[]> record) {
    times.merge(record.partition(), record.timestamp(), Math::max);
    Payment payment = reader.read(record);
    if (payment == null) {
      producer.send(new ProducerRecord<>(given.text("dead-letters"), record.value()));
    } else if (!PaymentReader.late(payment)) {
      cards
          .computeIfAbsent(payment.card(), unused -> new CardPayments())
          .add(
              payment.paymentId(),
              payment.eventTime(),
              given.number("threshold"),
              (id, time, score) ->
                  producer.send(
                      SignalRecords.of(
                          given.text("signals"),
                          payment.card(),
                          id,
                          time,
                          score,
                          payment.ingestTime())));
    }
  }

  /** Forgets what is too old for any payment that may still come. */
  private void sweep() {
    long watermark = Collections.min(times.values());
    if (watermark > swept + OrderSums.LATENESS) {
      swept = watermark;
      cards
          .values()
          .removeIf(
              card -> {
                card.forget(watermark - CardPayments.KEPT);
                return card.isEmpty();
              });
    }
  }
}
