package dev.tideline.live;

import dev.tideline.broker.BrokerProcess;
import dev.tideline.broker.PastRecords;
import dev.tideline.command.Command;
import dev.tideline.io.kafka.NewTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A real broker, in a process of its own: its Scala is not Spark's. */
final class LocalKafka implements AutoCloseable {

  private static final String LIBRARIES = Path.of("..", "broker", "target", "lib") + "/*";
  private static final int PARTITIONS = 4;

  private final Path directory;
  private BrokerProcess broker;
  private int topics;

  private LocalKafka(Path directory, BrokerProcess broker) {
    this.directory = directory;
    this.broker = broker;
  }

  /** Starts one that keeps its data there. */
  static LocalKafka start(Path directory) throws IOException {
    return new LocalKafka(directory, BrokerProcess.start(LIBRARIES, directory, 0));
  }

  /** It is gone at once, as when its machine loses power. */
  void kill() throws InterruptedException {
    broker.kill();
  }

  /** It comes back where it was, with what it had. */
  void startAgain() throws IOException {
    broker = BrokerProcess.start(LIBRARIES, directory, broker.port());
  }

  /** Where it listens. */
  String address() {
    return broker.bootstrapServers();
  }

  /** The options of a run that reads a topic, in a group that is called like it. */
  List<String> options(String topic) {
    return options(topic, topic);
  }

  /** The options of a run that reads a topic in a group. */
  List<String> options(String topic, String group) {
    return List.of(
        "--bootstrap-servers",
        address(),
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
      throws ExecutionException, IOException, InterruptedException {
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
      NewTopics.create(admin, List.of(made, signals, dead));
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
                Integer.toString(PastRecords.LARGEST)));
  }

  /** Deletes a topic, and makes another of its name. */
  void makeAnew(String topic) throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(topic)).all().get();
      boolean made = false;
      while (!made) {
        try {
          NewTopics.create(admin, List.of(topic(topic, "CreateTime", PARTITIONS)));
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
      while (partitions(topic, admin) < partitions) {
        Thread.onSpinWait(); // they are made before the broker knows of them
      }
    }
  }

  private static int partitions(String topic, Admin admin)
      throws ExecutionException, InterruptedException {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .get(topic)
        .partitions()
        .size();
  }

  /** Where the rejects of a topic go. */
  static String deadLetters(String topic) {
    return topic.replaceFirst("\\.v1$", ".dlq.v1");
  }

  /** Sends records, and waits until they are there. */
  void send(String topic, List<Records.Sent> records) throws IOException, InterruptedException {
    PastRecords.send(address(), records.stream().map(record -> record.in(topic)).toList());
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

  /** Lets each client read so many bytes a second; null for as many as it likes. */
  void throttle(Double bytesPerSecond) throws ExecutionException, InterruptedException {
    Map<String, String> anyClient = Collections.singletonMap(ClientQuotaEntity.CLIENT_ID, null);
    ClientQuotaAlteration.Op rate =
        new ClientQuotaAlteration.Op("consumer_byte_rate", bytesPerSecond);
    try (Admin admin = admin()) {
      admin
          .alterClientQuotas(
              List.of(new ClientQuotaAlteration(new ClientQuotaEntity(anyClient), List.of(rate))))
          .all()
          .get();
    }
  }

  /** What a reader of committed records finds in a topic. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            address(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(Duration.ofMillis(100)).forEach(read::add);
      }
    }
    return read;
  }

  /** Has a group read its topic of one partition from the beginning. */
  void rewind(String group, String topic) throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      admin
          .alterConsumerGroupOffsets(
              group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0)))
          .all()
          .get();
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> committed(String group, Admin admin)
      throws ExecutionException, InterruptedException {
    return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
  }

  private Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address()));
  }

  @Override
  public void close() {
    broker.close();
  }
}
