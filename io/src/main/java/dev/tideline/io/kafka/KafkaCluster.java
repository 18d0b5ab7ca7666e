package dev.tideline.io.kafka;

import dev.tideline.io.storage.Storage;
import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Where a Kafka cluster is. What it takes to log in stands in a file, which is read wherever a
 * client is made and never travels with a graph.
 *
 * @param bootstrapServers one or more HOST:PORT, separated by commas
 * @param configFile a file of Kafka client properties such as {@code security.protocol}; null for
 *     none. On a cluster every worker must have it under the same path.
 */
public record KafkaCluster(String bootstrapServers, String configFile) implements Serializable {

  private static final String OURS = "it is set by the reader itself";

  /** What the file may not say, and why. */
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry("bootstrap.servers", "the address is given by --bootstrap-servers"),
          Map.entry(
              "enable.auto.commit",
              "it would commit positions before anything was made of their records, and a crash would lose them"),
          Map.entry(
              "auto.offset.reset",
              "it would pass over lost records, or read all anew, without a word"),
          Map.entry("isolation.level", "records of aborted transactions would be counted: " + OURS),
          Map.entry(
              "group.id",
              "the group belongs to the pipeline, and two would overwrite each other's positions"),
          Map.entry("group.instance.id", "partitions are assigned by the runner, not by the group"),
          Map.entry("group.protocol", "partitions are assigned by the runner, not by the group"),
          Map.entry(
              "partition.assignment.strategy",
              "partitions are assigned by the runner, not by the group"),
          Map.entry("key.deserializer", OURS),
          Map.entry("value.deserializer", OURS),
          Map.entry("max.poll.records", OURS),
          Map.entry("default.api.timeout.ms", OURS));

  /** The same as what we set ourselves does no harm. */
  private static final Map<String, String> HARMLESS =
      Map.of(
          "enable.auto.commit", "false",
          "auto.offset.reset", "none",
          "isolation.level", "read_committed");

  public KafkaCluster {
    configFile = configFile == null ? null : absolute(configFile);
  }

  /**
   * What the file says.
   *
   * @throws KafkaClusterException naming each property that may not be there
   */
  public Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>(read());
    List<String> problems = new ArrayList<>();
    properties.forEach(
        (name, value) -> {
          if (REFUSED.containsKey(name) && !value.strip().equals(HARMLESS.get(name))) {
            problems.add(configFile + ": " + name + " can't be set here: " + REFUSED.get(name));
          }
        });
    KafkaClusterException.throwIfAny(problems);
    return properties;
  }

  /** For a worker, which may be in another folder. */
  private static String absolute(String file) {
    try {
      return Storage.path(file).toAbsolutePath().toString();
    } catch (InvalidPathException noPath) {
      throw new KafkaClusterException(
          "the Kafka properties " + file + " can't be read: " + noPath.getReason());
    }
  }

  private Map<String, String> read() {
    Map<String, String> properties = new HashMap<>();
    if (configFile == null) {
      return properties;
    }
    Properties file = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Storage.path(configFile), StandardCharsets.UTF_8)) {
      file.load(reader);
    } catch (IOException unreadable) {
      throw new KafkaClusterException(
          "the Kafka properties " + configFile + " can't be read: " + unreadable, unreadable);
    } catch (IllegalArgumentException malformed) { // its message may quote the file
      throw new KafkaClusterException(configFile + " is no file of properties: a bad \\u escape");
    }
    file.stringPropertyNames().forEach(name -> properties.put(name, file.getProperty(name)));
    return properties;
  }

  /** What any client needs to connect, read from the file anew. */
  public Map<String, Object> connection() {
    Map<String, Object> connection = new HashMap<>(properties());
    connection.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return connection;
  }

  /**
   * A consumer to which partitions are assigned by hand, of committed records only.
   *
   * @param group under which it commits; null if it commits nothing
   * @param pollRecords how many records a poll returns at most
   */
  public Consumer<byte[], byte[]> consumer(String group, int pollRecords) {
    try {
      return new KafkaConsumer<>(
          consumerConfig(group, pollRecords),
          new ByteArrayDeserializer(),
          new ByteArrayDeserializer());
    } catch (KafkaException unusable) {
      throw unusable(unusable);
    }
  }

  /** What makes such a consumer. */
  public Map<String, Object> consumerConfig(String group, int pollRecords) {
    Map<String, Object> config = connection();
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, pollRecords);
    if (group != null) {
      config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    }
    return config;
  }

  /**
   * A client that asks.
   *
   * @param patience how long it waits for an answer, in ms
   */
  Admin admin(int patience) {
    Map<String, Object> config = connection();
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
    try {
      return Admin.create(config);
    } catch (KafkaException unusable) {
      throw unusable(unusable);
    }
  }

  private KafkaClusterException unusable(KafkaException unusable) {
    Throwable reason = unusable.getCause() == null ? unusable : unusable.getCause();
    return new KafkaClusterException(
        "no client can be made for " + this + ": " + reason.getMessage(), unusable);
  }

  /** The address. */
  @Override
  public String toString() {
    return "Kafka at " + bootstrapServers;
  }
}
