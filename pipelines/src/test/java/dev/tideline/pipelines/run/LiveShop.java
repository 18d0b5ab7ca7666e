package dev.tideline.pipelines.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.broker.Broker;
import dev.tideline.io.answer.StoredAnswer;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.NewTopics;
import dev.tideline.io.kafka.Topics;
import dev.tideline.io.sql.Database;
import dev.tideline.json.Timestamps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A shop in Berlin whose events go through a real broker, with the times of ingest a test wants.
 */
final class LiveShop implements AutoCloseable {

  static final Path TESTDATA = Path.of("..", "testdata");

  private static final Path STORES = TESTDATA.resolve("freshmart").resolve("stores.jsonl");

  private static final org.joda.time.Duration PATIENCE = org.joda.time.Duration.standardSeconds(30);

  /** Some broken records are large, in bytes. */
  private static final int LARGEST = 4 << 20;

  private final Path folder;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private Broker broker;

  private LiveShop(Path folder, Broker broker) {
    this.folder = folder;
    this.broker = broker;
    this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "max.request.size",
                LARGEST,
                // The broker forgets idempotent producers by the times of their records.
                "enable.idempotence",
                false),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static LiveShop open(Path folder) throws IOException {
    return new LiveShop(folder, Broker.start(folder.resolve("broker")));
  }

  /** Takes the broker away. */
  void stopBroker() {
    broker.close();
  }

  /** Brings it back where it was, with what it had. */
  void startBrokerAgain() throws IOException {
    broker = Broker.start(folder.resolve("broker"), broker.port());
  }

  /** Makes topics whose records keep the times they are given, for ever. */
  void topics(String... names) throws ExecutionException, InterruptedException {
    topics(Map.of(), names);
  }

  /** Makes such topics that have other properties too. */
  void topics(Map<String, String> properties, String... names)
      throws ExecutionException, InterruptedException {
    Map<String, String> kept = new HashMap<>(properties);
    kept.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    kept.putIfAbsent(TopicConfig.RETENTION_MS_CONFIG, "-1");
    kept.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST));
    NewTopics.create(
        admin,
        List.of(names).stream()
            .map(name -> new NewTopic(name, 2, (short) 1).configs(kept))
            .toList());
  }

  /** Sets a property of a topic, and waits until it is seen. */
  void configure(String topic, String name, String value)
      throws ExecutionException, InterruptedException {
    AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
    String seen = null;
    while (!value.equals(seen)) {
      seen =
          admin.describeConfigs(List.of(resource)).values().get(resource).get().get(name).value();
    }
  }

  /** Deletes a topic, and waits until it is gone. */
  void delete(String topic) throws ExecutionException, InterruptedException {
    admin.deleteTopics(List.of(topic)).all().get();
    while (admin.listTopics().names().get().contains(topic)) {
      Thread.onSpinWait();
    }
  }

  /** An order of 2.50, made and ingested at these times of 17 March 2026. */
  static String order(String id, String time) {
    return """
    {"event_id":"%1$s","order_id":"o-%1$s","type":"PLACED","store_id":"berlin",\
    "event_time":"2026-03-17T%2$sZ","placed_at":"2026-03-17T%2$sZ","currency":"EUR",\
    "lines":[{"sku":"apple","category":"produce","quantity":1,"amount":2.50,"cost":1.25}]}\
    """
        .formatted(id, time);
  }

  /** Sends a record that was ingested at a time of 17 March 2026. */
  void send(String topic, int partition, String ingestTime, String value)
      throws ExecutionException, InterruptedException {
    long time = Timestamps.parse("2026-03-17T" + ingestTime + "Z");
    send(topic, partition, time, value == null ? null : value.getBytes(UTF_8));
  }

  /** Sends a record that was ingested at a time, ms since the epoch. */
  void send(String topic, int partition, long ingestTime, byte[] value)
      throws ExecutionException, InterruptedException {
    producer.send(new ProducerRecord<>(topic, partition, ingestTime, null, value)).get();
  }

  /** The words of a command that reads a topic. */
  List<String> arguments(String topic, Path output) {
    return List.of(
        "--bootstrap-servers",
        broker.bootstrapServers(),
        "--topic",
        topic,
        "--group",
        topic,
        "--stores",
        STORES.toString(),
        "--output",
        output.toString());
  }

  /** What a group has committed. */
  Map<TopicPartition, OffsetAndMetadata> committed(String group)
      throws ExecutionException, InterruptedException {
    return new HashMap<>(
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get());
  }

  /** Waits until so many records of a topic are in the ledger of a run. */
  static void awaitRead(Terminal.Running run, Path output, String pipeline, long records)
      throws Exception {
    StoredAnswer stored =
        new StoredAnswer(Database.inFile(output.resolve("tideline.db")), pipeline);
    await(run, records + " records in the ledger", () -> inLedger(stored) >= records);
  }

  private static long inLedger(StoredAnswer stored) {
    try {
      return stored.total(PATIENCE).read();
    } catch (IOException notYet) {
      return 0; // the run has still to make the tables
    }
  }

  /** Waits until something is so, while a run goes on. */
  static void await(Terminal.Running run, String what, Callable<Boolean> condition)
      throws Exception {
    while (!condition.call()) {
      if (run.code().isDone()) {
        throw new AssertionError("no " + what + "; stderr of the run: " + run.onErr());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** How many records a topic has had. */
  long ends(String topic) {
    try (Topics topics = Topics.of(cluster())) {
      return topics.ends(topics.describe(topic)).values().stream().mapToLong(end -> end).sum();
    }
  }

  /** All that a topic holds. */
  List<ConsumerRecord<byte[], byte[]>> contents(String topic) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
    List<ConsumerRecord<byte[], byte[]>> contents = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1)));
      while (contents.size() < ends(topic)) {
        consumer.poll(Duration.ofMillis(200)).forEach(contents::add);
      }
    }
    return contents;
  }

  private KafkaCluster cluster() {
    return new KafkaCluster(broker.bootstrapServers(), null);
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
    producer.close(Duration.ofSeconds(1));
    admin.close(Duration.ofSeconds(1));
    broker.close();
  }
}
