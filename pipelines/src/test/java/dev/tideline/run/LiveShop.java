package dev.tideline.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.broker.Broker;
import dev.tideline.intake.Timestamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A shop in Berlin whose events go through a real broker, with the times of ingest a test wants.
 */
final class LiveShop implements AutoCloseable {

  private static final String STORE =
      """
      {"store_id":"berlin","name":"Mitte","time_zone":"Europe/Berlin","currency":"EUR"}
      """;

  private final Broker broker;
  private final Path stores;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  private LiveShop(Broker broker, Path stores) {
    this.broker = broker;
    this.stores = stores;
    Map<String, Object> at = Map.of("bootstrap.servers", broker.bootstrapServers());
    this.admin = Admin.create(at);
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                // The broker forgets idempotent producers by the times of their records.
                "enable.idempotence",
                false),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static LiveShop open(Path folder) throws IOException {
    Path stores = Files.writeString(folder.resolve("stores.jsonl"), STORE);
    return new LiveShop(Broker.start(folder.resolve("broker")), stores);
  }

  /** Makes topics whose records keep the times they are given, for ever. */
  void topics(String... names) throws ExecutionException, InterruptedException {
    Map<String, String> kept = Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1");
    admin
        .createTopics(
            List.of(names).stream()
                .map(name -> new NewTopic(name, 2, (short) 1).configs(kept))
                .toList())
        .all()
        .get();
  }

  /** An order of 2.50, made and ingested at these times of 17 March 2026. */
  static String order(String id, String time) {
    return """
        {"event_id":"%1$s","order_id":"o-%1$s","type":"PLACED","store_id":"berlin",\
        "event_time":"2026-03-17T%2$sZ","placed_at":"2026-03-17T%2$sZ","currency":"EUR",\
        "lines":[{"sku":"apple","category":"produce","quantity":1,"amount":2.50,"cost":1.25}]}"""
        .formatted(id, time);
  }

  /** Sends a record that was ingested at a time of 17 March 2026. */
  void send(String topic, int partition, String ingestTime, String value)
      throws ExecutionException, InterruptedException {
    long time = Timestamps.parse("2026-03-17T" + ingestTime + "Z");
    byte[] bytes = value == null ? null : value.getBytes(UTF_8);
    producer.send(new ProducerRecord<>(topic, partition, time, null, bytes)).get();
  }

  /** The words of a command that reads a topic. */
  List<String> reading(String topic, Path output) {
    return List.of(
        "--bootstrap-servers",
        broker.bootstrapServers(),
        "--topic",
        topic,
        "--group",
        topic,
        "--stores",
        stores.toString(),
        "--output",
        output.toString());
  }

  /** All that a topic holds, byte for byte, with keys and headers. */
  String everythingIn(String topic) {
    StringBuilder all = new StringBuilder();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long left =
          consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      while (left > 0) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          all.append(new String(record.key(), UTF_8)).append(new String(record.value(), UTF_8));
          record.headers().forEach(header -> all.append(new String(header.value(), UTF_8)));
          left--;
        }
      }
    }
    return all.toString();
  }

  Admin admin() {
    return admin;
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
    broker.close();
  }
}
