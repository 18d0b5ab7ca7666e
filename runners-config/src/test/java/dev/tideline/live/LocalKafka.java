package dev.tideline.live;

import dev.tideline.command.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker, in a process of its own: its Scala is not Spark's. */
final class LocalKafka implements AutoCloseable {

  private static final Path LIBRARIES = Path.of("..", "broker", "target", "lib");
  private static final int PARTITIONS = 4;

  /** Among the broken records there are some that are too large, in bytes. */
  private static final int LARGEST = 4 << 20;

  private final Path directory;
  private Process broker;
  private final String address;
  private int topics;

  private LocalKafka(Path directory, Process broker, String address) {
    this.directory = directory;
    this.broker = broker;
    this.address = address;
  }

  /** Starts one that keeps its data there. */
  static LocalKafka start(Path directory) throws IOException {
    Process broker = launch(directory, "0");
    return new LocalKafka(directory, broker, awaitAddress(broker, directory));
  }

  private static Process launch(Path directory, String port) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            LIBRARIES + "/*",
            "dev.tideline.broker.BrokerMain",
            "--with-parent",
            "--dir",
            directory.toString(),
            "--port",
            port)
        .redirectError(ProcessBuilder.Redirect.appendTo(log(directory).toFile()))
        .start();
  }

  private static Path log(Path directory) {
    return directory.resolveSibling(directory.getFileName() + ".log");
  }

  private static String awaitAddress(Process broker, Path directory) throws IOException {
    BufferedReader out = broker.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("LISTENING ")) {
        return line.substring("LISTENING ".length());
      }
    }
    throw new IOException(
        "the broker ended before it listened: " + Files.readString(log(directory)));
  }

  /** It is gone at once, as when its machine loses power. */
  void kill() {
    broker.destroyForcibly().onExit().join();
  }

  /** It comes back where it was, with what it had. */
  void startAgain() throws IOException {
    broker = launch(directory, address.substring(address.lastIndexOf(':') + 1));
    awaitAddress(broker, directory);
  }

  /** Where it listens. */
  String address() {
    return address;
  }

  /** The options of a run that reads a topic, in a group that is called like it. */
  List<String> options(String topic) {
    return options(topic, topic);
  }

  /** The options of a run that reads a topic in a group. */
  List<String> options(String topic, String group) {
    return List.of(
        "--bootstrap-servers",
        address,
        "--topic",
        topic,
        "--group",
        group,
        "--signals-topic",
        topic + ".signals");
  }

  /**
   * Makes a topic of records that keep their times of ingest, and fills it.
   *
   * @return its name
   */
  String replayed(String name, List<Records.Sent> records)
      throws ExecutionException, InterruptedException {
    String topic = empty(name, "CreateTime");
    send(topic, records);
    return topic;
  }

  /** Makes a topic, and one for the signals. */
  String empty(String name, String timestampType) throws ExecutionException, InterruptedException {
    return empty(name, timestampType, PARTITIONS);
  }

  /** Makes a topic of so many partitions, and one for the signals. */
  String empty(String name, String timestampType, int partitions)
      throws ExecutionException, InterruptedException {
    String topic = name + "." + topics++ + ".v1";
    NewTopic made = topic(topic, timestampType, partitions);
    NewTopic signals = new NewTopic(topic + ".signals", Optional.of(2), Optional.empty());
    NewTopic dead = new NewTopic(deadLetters(topic), Optional.of(1), Optional.empty());
    try (Admin admin = admin()) {
      admin.createTopics(List.of(made, signals, dead)).all().get();
    }
    return topic;
  }

  private static NewTopic topic(String name, String timestampType, int partitions) {
    return new NewTopic(name, partitions, (short) 1)
        .configs(
            Map.of(
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                timestampType,
                // By their times of ingest the records of a replayed day are long past.
                TopicConfig.RETENTION_MS_CONFIG,
                "-1",
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(LARGEST)));
  }

  /** Deletes a topic, and makes another of its name. */
  void makeAnew(String topic) throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(topic)).all().get();
      boolean made = false;
      while (!made) {
        try {
          admin.createTopics(List.of(topic(topic, "CreateTime", PARTITIONS))).all().get();
          made = true;
        } catch (ExecutionException notYetGone) {
          Thread.sleep(50);
        }
      }
    }
  }

  /** Gives a topic more partitions. */
  void grow(String topic, int partitions) throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all().get();
    }
  }

  /** Where the rejects of a topic go. */
  static String deadLetters(String topic) {
    return topic.replaceFirst("\\.v1$", ".dlq.v1");
  }

  /** Sends records, and waits until they are there. */
  void send(String topic, List<Records.Sent> records)
      throws ExecutionException, InterruptedException {
    Map<String, Object> config =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            address,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            LARGEST,
            // A broker forgets an idempotent producer by the times of its records, and those of a
            // replayed day are long past: it would refuse the next ones as out of order.
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            false,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            1);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Records.Sent record : records) {
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    topic, record.partition(), record.ingestTime(), null, record.payload())));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }

  /**
   * Sends records, bit by bit until the reader of the topic, whose group is called like it, has
   * committed a position, the rest at once: on the Direct runner a position moves on only with the
   * records that follow.
   */
  void sendUntilCommitted(String topic, List<Records.Sent> records, Command run) throws Exception {
    int sent = 0;
    try (Admin admin = admin()) {
      while (committed(topic, admin).isEmpty()) {
        if (!run.runs()) {
          throw new AssertionError("it committed nothing:\n" + run.tail());
        }
        int next = Math.min(sent + 20, records.size());
        send(topic, records.subList(sent, next));
        sent = next;
        Thread.sleep(100);
      }
    }
    send(topic, records.subList(sent, records.size()));
  }

  /** Deletes what comes before the positions that the reader of a topic has committed. */
  void deleteCommitted(String topic) throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      Map<TopicPartition, RecordsToDelete> read = new HashMap<>();
      committed(topic, admin)
          .forEach(
              (partition, position) ->
                  read.put(partition, RecordsToDelete.beforeOffset(position.offset())));
      admin.deleteRecords(read).all().get();
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> committed(String group, Admin admin)
      throws ExecutionException, InterruptedException {
    return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
  }

  private Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address));
  }

  @Override
  public void close() {
    kill();
  }
}
