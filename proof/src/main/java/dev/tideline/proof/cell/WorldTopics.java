package dev.tideline.proof.cell;

import dev.tideline.broker.BrokerProcess;
import dev.tideline.broker.PastRecords;
import dev.tideline.io.kafka.NewTopics;
import dev.tideline.proof.world.Stage;
import dev.tideline.proof.world.WorldRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;

/** The records of worlds in topics of a real broker. */
final class WorldTopics implements AutoCloseable {

  private static final int PARTITIONS = 3;

  /** Longer than any world lasts. */
  private static final String WHOLE_WORLD = "7d";

  private final BrokerProcess broker;

  /** How many records each topic got. */
  private final Map<String, Integer> sizes = new ConcurrentHashMap<>();

  private int made;

  private WorldTopics(BrokerProcess broker) {
    this.broker = broker;
  }

  /**
   * Starts a broker.
   *
   * @param classPath its own
   * @param folder for its data
   */
  static WorldTopics start(String classPath, Path folder) throws IOException {
    return new WorldTopics(BrokerProcess.start(classPath, folder, 0));
  }

  /** Makes a topic, and those for signals and dead letters. */
  synchronized String make() throws IOException, InterruptedException {
    String topic = "world." + made++ + ".v1";
    Map<String, String> replayed =
        Map.of(
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime",
            TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, "3600000",
            TopicConfig.RETENTION_MS_CONFIG, "-1");
    List<NewTopic> topics =
        List.of(
            new NewTopic(topic, PARTITIONS, (short) 1).configs(replayed),
            new NewTopic(signals(topic), 1, (short) 1),
            new NewTopic(deadLetters(topic), 1, (short) 1));
    try (Admin admin = admin()) {
      NewTopics.create(admin, topics);
      return topic;
    } catch (ExecutionException failure) {
      throw new IOException("no topic can be made", failure.getCause());
    }
  }

  private static String signals(String topic) {
    return topic + ".signals";
  }

  private static String deadLetters(String topic) {
    return topic + ".dead";
  }

  /** The options with which a topic is read, whose records are as the stage has them. */
  List<String> options(String topic, Stage stage) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--bootstrap-servers=" + broker.bootstrapServers(),
                "--topic=" + topic,
                "--group=" + topic,
                "--signals-topic=" + signals(topic),
                "--dead-letters=" + deadLetters(topic)));
    if (!stage.isInOrderOfIngest()) {
      options.add("--watermark-delay=" + WHOLE_WORLD);
    }
    return options;
  }

  /** The records in the order in which the stage lets them come. */
  static List<WorldRecord> inOrder(List<WorldRecord> records, Stage stage) {
    List<WorldRecord> all = new ArrayList<>(records);
    if (stage.isInOrderOfIngest()) {
      all.sort(Comparator.comparingLong(record -> record.ingestTime().orElseThrow()));
    } else {
      Collections.shuffle(all, new Random(stage.hashCode()));
    }
    return all;
  }

  /** Sends records, each to the partition after the last one's: copies lie in any. */
  void send(String topic, List<WorldRecord> records) throws IOException, InterruptedException {
    List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    for (WorldRecord record : records) {
      int partition = sizes.merge(topic, 1, Integer::sum) % PARTITIONS;
      long ingested = record.ingestTime().orElseThrow();
      sent.add(new ProducerRecord<>(topic, partition, ingested, null, record.bytes()));
    }
    PastRecords.send(broker.bootstrapServers(), sent);
  }

  /** Whether a position in each partition of a topic was committed: before, a run begins anew. */
  boolean committed(String topic) throws IOException, InterruptedException {
    try (Admin admin = admin()) {
      return admin.listConsumerGroupOffsets(topic).partitionsToOffsetAndMetadata().get().size()
          == PARTITIONS;
    } catch (ExecutionException failure) {
      throw new IOException("the broker does not answer", failure.getCause());
    }
  }

  private Admin admin() {
    return Admin.create(
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
  }

  @Override
  public void close() {
    broker.close();
  }
}
