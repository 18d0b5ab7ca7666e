package dev.tideline.io.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads the committed records of a part of one partition. It is at its end when the position is
 * there: the last offsets may hold markers of transactions, or nothing since they were compacted.
 */
public final class LogRange {

  /** How long a broker may give nothing before that is a failure. */
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaCluster cluster;
  private final Consumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final long end;
  private final Duration patience;
  private long position;

  private LogRange(
      KafkaCluster cluster,
      Consumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long start,
      long end,
      Duration patience) {
    this.cluster = cluster;
    this.consumer = consumer;
    this.partition = partition;
    this.position = start;
    this.end = end;
    this.patience = patience;
  }

  /** Goes to the start of a range; the consumer then reads nothing else. */
  public static LogRange open(
      KafkaCluster cluster,
      Consumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long start,
      long end,
      Duration patience) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, start);
    return new LogRange(cluster, consumer, partition, start, end, patience);
  }

  /**
   * Waits for the next records, some at a time.
   *
   * @return none when the end is reached
   * @throws KafkaClusterException if the broker gives nothing for too long, or records of the range
   *     were deleted
   */
  public List<ConsumerRecord<byte[], byte[]>> next() {
    long deadline = System.nanoTime() + patience.toNanos();
    while (position < end) {
      List<ConsumerRecord<byte[], byte[]>> records = poll();
      if (moved()) {
        deadline = System.nanoTime() + patience.toNanos();
      }
      int within = records.size();
      while (within > 0 && records.get(within - 1).offset() >= end) {
        within--;
      }
      if (within > 0) {
        return records.subList(0, within);
      }
      if (System.nanoTime() > deadline) {
        throw new KafkaClusterException(
            "%s gave nothing for %d s: %s is read up to offset %d, and %d was there when the run began"
                .formatted(cluster, patience.toSeconds(), partition, position, end));
      }
    }
    return List.of();
  }

  private boolean moved() {
    long before = position;
    try {
      position = consumer.position(partition, POLL);
    } catch (TimeoutException away) {
      return false; // while a broker is away its position may be unsettled
    }
    return position > before;
  }

  private List<ConsumerRecord<byte[], byte[]>> poll() {
    try {
      return consumer.poll(POLL).records(partition);
    } catch (OffsetOutOfRangeException gone) {
      Map<TopicPartition, Long> beginning = consumer.beginningOffsets(List.of(partition), patience);
      throw new KafkaClusterException(
          Positions.lost(
              partition.topic(), partition.partition(), position, beginning.get(partition)),
          gone);
    } catch (AuthorizationException | AuthenticationException refused) {
      throw Topics.inOurWords(refused, cluster, patience);
    }
  }
}
