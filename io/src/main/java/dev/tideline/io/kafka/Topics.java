package dev.tideline.io.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks a cluster about its topics, with bounded patience. Whatever it can't answer is a {@link
 * KafkaClusterException} that says what to do. Not shared between threads.
 */
public final class Topics implements AutoCloseable {

  /** How long an answer is waited for, as Kafka's own clients do: a busy machine may be slow. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How long a cluster is waited for of which no address takes connections. */
  private static final Duration UNTIL_IT_LISTENS = Duration.ofSeconds(15);

  private static final int SHOWN = 10;

  private final KafkaCluster cluster;
  private final Duration patience;
  private final Admin admin;

  private Topics(KafkaCluster cluster, Duration patience) {
    this.cluster = cluster;
    this.patience = patience;
    this.admin = cluster.admin(Math.toIntExact(patience.toMillis()));
  }

  /**
   * Of a cluster.
   *
   * @throws KafkaClusterException if none of its addresses takes connections
   */
  public static Topics of(KafkaCluster cluster) {
    Topics topics = of(cluster, PATIENCE);
    try {
      Listening.await(cluster, UNTIL_IT_LISTENS);
      return topics;
    } catch (KafkaClusterException nobody) {
      topics.close();
      throw nobody;
    }
  }

  /** Of a cluster that must answer within this time. */
  public static Topics of(KafkaCluster cluster, Duration patience) {
    return new Topics(cluster, patience);
  }

  /** Looks at a topic. */
  public Topic describe(String name) {
    TopicDescription description;
    try {
      description = answer(admin.describeTopics(List.of(name)).topicNameValues().get(name));
    } catch (UnknownTopicOrPartitionException missing) {
      throw new KafkaClusterException(cluster + " has no topic " + name + similar(name), missing);
    } catch (org.apache.kafka.common.errors.InvalidTopicException invalid) {
      throw new KafkaClusterException("'" + name + "' can't be the name of a topic", invalid);
    }
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    Config config = answer(admin.describeConfigs(List.of(resource)).values().get(resource));
    String cleanup = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
    long retention = Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
    long bytes = Long.parseLong(config.get(TopicConfig.RETENTION_BYTES_CONFIG).value());
    boolean deletes = cleanup.contains("delete");
    return new Topic(
        name,
        idOf(description),
        description.partitions().size(),
        config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value().equals("LogAppendTime"),
        ahead(config),
        deletes && retention >= 0 ? retention : Long.MAX_VALUE,
        deletes && bytes >= 0,
        cleanup.contains("compact"));
  }

  /** Brokers before Kafka 3.6 have one bound for both directions, and later ones keep to it too. */
  private static long ahead(Config config) {
    return Stream.of(
            TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
            "message.timestamp.difference.max.ms")
        .map(config::get)
        .filter(Objects::nonNull)
        .mapToLong(bound -> Long.parseLong(bound.value()))
        .filter(bound -> bound != Long.MAX_VALUE)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  /** The id of a topic; empty if the brokers have none. */
  public static String idOf(TopicDescription description) {
    return description.topicId() == null || description.topicId().equals(Uuid.ZERO_UUID)
        ? ""
        : description.topicId().toString();
  }

  /** Looks at a topic, and does not wait for the answer. */
  public KafkaFuture<TopicDescription> askDescription(String name) {
    return admin.describeTopics(List.of(name)).topicNameValues().get(name);
  }

  /**
   * Makes sure that all of a topic can be read.
   *
   * @throws KafkaClusterException naming each partition that no broker leads
   */
  public void requireLeaders(Topic topic) {
    KafkaClusterException.throwIfAny(
        withoutLeader(topic.name(), answer(askDescription(topic.name())).partitions()));
  }

  static List<String> withoutLeader(String topic, List<TopicPartitionInfo> partitions) {
    return partitions.stream()
        .filter(partition -> partition.leader() == null || partition.leader().isEmpty())
        .map(
            partition ->
                "%s-%d can't be read: none of the brokers that have it leads it (%s); start one of them"
                    .formatted(
                        topic,
                        partition.partition(),
                        partition.replicas().stream()
                            .map(Node::idString)
                            .collect(Collectors.joining(", "))))
        .toList();
  }

  private String similar(String name) {
    String stem = stem(name);
    List<String> names =
        answer(admin.listTopics().names()).stream()
            .filter(other -> stem(other).equals(stem))
            .sorted()
            .limit(SHOWN)
            .toList();
    return names.isEmpty()
        ? "; create it, or check its name and the address"
        : "; there is " + String.join(", ", names);
  }

  /** The first word of a topic's name, but for the s of a plural. */
  private static String stem(String name) {
    return name.toLowerCase(Locale.ROOT).split("[-._0-9]", 2)[0].replaceFirst("s$", "");
  }

  /** The first offset of each partition that is still there. */
  public Map<Integer, Long> beginnings(Topic topic) {
    return offsets(topic, topic.numbers(), partition -> OffsetSpec.earliest());
  }

  /** The offset past the last record of each partition that a reader of committed records sees. */
  public Map<Integer, Long> ends(Topic topic) {
    return offsets(topic, topic.numbers(), partition -> OffsetSpec.latest());
  }

  /** How far a topic reaches now. */
  public Extent extent(Topic topic) {
    Map<Integer, Long> latest = latestTimes(topic);
    Map<Integer, Long> last = new TreeMap<>();
    answer(askLastOffsets(topic.numbers().stream().map(topic::partition).toList()))
        .forEach((partition, info) -> last.put(partition.partition(), info.offset()));
    return new Extent(latest, last, ends(topic));
  }

  /**
   * The first offset with a record that was ingested at a time or later, in some partitions.
   *
   * @param times by partition, ms since the epoch
   * @return by partition; where there is no such record, the end
   */
  public Map<Integer, Long> at(Topic topic, Map<Integer, Long> times) {
    Map<Integer, Long> found =
        offsets(
            topic,
            times.keySet(),
            partition -> OffsetSpec.forTimestamp(Math.max(0, times.get(partition))));
    if (found.containsValue(-1L)) {
      Map<Integer, Long> ends = ends(topic);
      found.replaceAll((partition, offset) -> offset < 0 ? ends.get(partition) : offset);
    }
    return found;
  }

  /**
   * The latest time of ingest in each partition, also of records whose transaction is open, ms
   * since the epoch; {@link Position#UNKNOWN} in one without records.
   */
  public Map<Integer, Long> latestTimes(Topic topic) {
    Map<Integer, Long> times = new TreeMap<>();
    answer(
            admin
                .listOffsets(
                    topic.numbers().stream()
                        .collect(
                            Collectors.toMap(
                                topic::partition, partition -> OffsetSpec.maxTimestamp())))
                .all())
        .forEach(
            (partition, info) ->
                times.put(
                    partition.partition(),
                    info.timestamp() < 0 ? Position.UNKNOWN : info.timestamp()));
    return times;
  }

  private Map<Integer, Long> offsets(
      Topic topic, Collection<Integer> partitions, Function<Integer, OffsetSpec> which) {
    if (partitions.isEmpty()) {
      return new TreeMap<>();
    }
    Map<Integer, Long> offsets = new TreeMap<>();
    answer(
            admin
                .listOffsets(
                    partitions.stream().collect(Collectors.toMap(topic::partition, which)),
                    new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all())
        .forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
    return offsets;
  }

  /**
   * Asks how far partitions reach, with the records of transactions that are still open, and does
   * not wait for the answer.
   */
  public KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> askLastOffsets(
      Collection<TopicPartition> partitions) {
    return admin
        .listOffsets(
            partitions.stream()
                .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())),
            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
        .all();
  }

  /** What a group has committed, in whatever partitions of a topic. */
  Map<Integer, OffsetAndMetadata> committed(String group, Topic topic) {
    Map<Integer, OffsetAndMetadata> committed = new TreeMap<>();
    answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null && partition.topic().equals(topic.name())) {
                committed.put(partition.partition(), offset);
              }
            });
    return committed;
  }

  /** Commits offsets of a group that has no members. */
  void commit(String group, Topic topic, Map<Integer, OffsetAndMetadata> offsets) {
    Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
    offsets.forEach((partition, offset) -> all.put(topic.partition(partition), offset));
    try {
      answer(admin.alterConsumerGroupOffsets(group, all).all());
    } catch (UnknownMemberIdException members) {
      throw new KafkaClusterException(
          "the group " + group + " has members that read " + topic.name() + ": name another group",
          members);
    }
  }

  private <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new KafkaClusterException("interrupted while " + cluster + " was asked", stopped);
    } catch (ExecutionException failure) {
      throw inOurWords(failure.getCause(), cluster, patience);
    }
  }

  /** Failures of any client, as sentences; what only the caller can tell is left as it is. */
  public static RuntimeException inOurWords(
      Throwable failure, KafkaCluster cluster, Duration patience) {
    if (failure instanceof AuthorizationException) {
      return new KafkaClusterException(
          cluster + " does not permit it: " + failure.getMessage() + "; ask for the permission",
          failure);
    }
    if (failure instanceof AuthenticationException) {
      return new KafkaClusterException(
          cluster + " does not let us in: " + failure.getMessage() + "; see --kafka-config",
          failure);
    }
    if (failure instanceof UnknownTopicOrPartitionException known) {
      return known;
    }
    if (failure instanceof RetriableException) { // timeouts above all
      return KafkaClusterException.passing(
          "no answer from %s within %d s: is it running, and is the address right? (%s)"
              .formatted(cluster, patience.toSeconds(), failure.getMessage()),
          failure);
    }
    return failure instanceof RuntimeException known
        ? known
        : new KafkaClusterException(cluster + " failed: " + failure, failure);
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
