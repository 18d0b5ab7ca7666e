package dev.tideline.io.kafka.source;

import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Positions;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * The clients of one reader. It waits for the brokers when it connects and when it takes partitions
 * on; polling never does, and gives nothing until one that went away is back.
 */
final class TopicConsumer implements AutoCloseable {

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private static final int POLL_RECORDS = 2_000;

  private final Subscription subscription;
  private final Topics topics;
  private final Consumer<byte[], byte[]> consumer;
  private final IdleCheck idleCheck;
  private final TopicWatch watch;

  private TopicConsumer(
      Subscription subscription,
      Topics topics,
      Consumer<byte[], byte[]> consumer,
      TopicWatch watch) {
    this.subscription = subscription;
    this.topics = topics;
    this.consumer = consumer;
    this.idleCheck = new IdleCheck(topics, subscription.cluster());
    this.watch = watch;
  }

  /**
   * Connects.
   *
   * @throws KafkaClusterException if the topic can't be read, or was made anew
   */
  static TopicConsumer open(Subscription subscription) {
    Topics topics = Topics.of(subscription.cluster());
    try {
      long asked = System.currentTimeMillis();
      Topic found = topics.describe(subscription.topic());
      found.requireId(subscription.topicId());
      Consumer<byte[], byte[]> consumer =
          subscription.cluster().consumer(subscription.group(), POLL_RECORDS);
      return new TopicConsumer(
          subscription, topics, consumer, new TopicWatch(topics, found, asked));
    } catch (RuntimeException failure) {
      topics.close();
      throw failure;
    }
  }

  /** What is read. */
  Topic topic() {
    return watch.topic();
  }

  /**
   * Reads some partitions too, from their positions on.
   *
   * @throws KafkaClusterException if what comes there was deleted
   */
  void add(Map<Integer, ? extends PartitionReader<?>> partitions) {
    Map<Integer, Position> found = new TreeMap<>();
    partitions.forEach((number, partition) -> found.put(number, partition.position()));
    Map<Integer, Position> positions =
        subscription.acceptLoss() ? Positions.left(topics, topic(), found) : found;
    Positions.requireThere(topics, topic(), positions);
    Set<TopicPartition> all = new HashSet<>(consumer.assignment());
    partitions.values().forEach(partition -> all.add(partition.name()));
    consumer.assign(all);
    partitions.forEach(
        (number, partition) -> {
          partition.goTo(positions.get(number).offset());
          consumer.seek(partition.name(), positions.get(number).offset());
        });
  }

  /** What is there of these partitions; may be nothing. Nothing is fetched of the others. */
  ConsumerRecords<byte[], byte[]> poll(Collection<? extends PartitionReader<?>> wanted) {
    Set<TopicPartition> others = new HashSet<>(consumer.assignment());
    wanted.forEach(each -> others.remove(each.name()));
    if (!others.equals(consumer.paused())) {
      consumer.resume(consumer.paused());
      consumer.pause(others);
    }
    try {
      return consumer.poll(AT_ONCE);
    } catch (OffsetOutOfRangeException gone) {
      throw outOfRange(gone);
    } catch (AuthorizationException | AuthenticationException refused) {
      throw Topics.inOurWords(refused, subscription.cluster(), Topics.PATIENCE);
    }
  }

  private KafkaClusterException outOfRange(OffsetOutOfRangeException gone) {
    Map<Integer, Long> beginnings = topics.beginnings(topic());
    List<String> problems = new ArrayList<>();
    gone.offsetOutOfRangePartitions()
        .forEach(
            (partition, offset) -> {
              long beginning = beginnings.get(partition.partition());
              problems.add(
                  offset < beginning
                      ? Positions.lost(partition.topic(), partition.partition(), offset, beginning)
                      : partition + " ends before its position " + offset + ": was it made anew?");
            });
    return new KafkaClusterException(problems);
  }

  /** Whether there is more of a partition than was polled, or that is not known yet. */
  boolean isBehind(PartitionReader<?> partition) {
    return consumer.currentLag(partition.name()).orElse(1) > 0;
  }

  /**
   * Moves a partition of which all that was polled was handed over past markers of transactions and
   * what was compacted away.
   */
  void skipGaps(PartitionReader<?> partition) {
    partition.skipGaps(consumer);
  }

  /**
   * See {@link IdleCheck} and {@link TopicWatch}.
   *
   * @param reached the latest time of ingest that was read, ms since the epoch
   */
  void check(Collection<? extends PartitionReader<?>> partitions, long reached) {
    idleCheck.check(partitions, reached);
    watch.check(Math.max(reached, System.currentTimeMillis()));
  }

  /**
   * Since when there may be partitions that are not known, by the clock of {@link #check}.
   *
   * @return ms since the epoch
   */
  long allKnownAt() {
    return watch.answered();
  }

  /**
   * Makes sure at the end that what was read last is still of the same topic. If the brokers are
   * away nothing was.
   *
   * @throws KafkaClusterException if it was made anew, or deleted
   */
  void requireSameTopic() {
    try {
      topic().requireId(topics.describe(topic().name()).id());
    } catch (KafkaClusterException failure) {
      if (!failure.mayPass()) {
        throw failure;
      }
    }
  }

  /** Commits what was handed over for it, without waiting. */
  void send(Commits commits) {
    commits.send(consumer, topic());
  }

  /** Commits what was handed over for it, waiting a little. */
  void finish(Commits commits) {
    commits.finish(consumer, topic());
  }

  @Override
  public void close() {
    try {
      consumer.close(Duration.ofSeconds(1));
    } finally {
      topics.close();
    }
  }
}
