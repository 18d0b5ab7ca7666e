package dev.tideline.io.kafka.source;

import dev.tideline.event.EventRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What was polled and is still to be handed over, of partitions that keep in step by their times of
 * ingest: a client that catches up returns all it has of one partition before the next, and what
 * keeps state would have to keep it for as long as one may be ahead.
 */
final class Polled {

  /** By how much a partition may be ahead of another, in ms. */
  static final long STRIDE = 3_600_000;

  /** How many records are handed over at a time at most. */
  private static final int BATCH = 500;

  private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> queues = new HashMap<>();

  /**
   * Records to hand over next.
   *
   * @param records at least one, in the order of the partition
   */
  record Batch(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {}

  /** Takes in what comes next of a partition. */
  void add(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    if (!records.isEmpty()) {
      queues.computeIfAbsent(partition, none -> new ArrayDeque<>()).addAll(records);
    }
  }

  /** Whether there is something of a partition. */
  boolean has(TopicPartition partition) {
    return queues.containsKey(partition);
  }

  /** The earliest time of ingest that comes next of a partition; {@link Long#MAX_VALUE} if none. */
  long earliest() {
    return queues.keySet().stream().mapToLong(this::head).min().orElse(Long.MAX_VALUE);
  }

  /** Whether there is nothing at all. */
  boolean isEmpty() {
    return queues.isEmpty();
  }

  /**
   * Takes the oldest that is there, no further than a stride ahead of what the others go on with.
   *
   * @param awaited the time of ingest reached by those partitions of which nothing is here yet but
   *     more is to come, the least of them; {@link Long#MAX_VALUE} if there are none
   * @param limit the latest time of ingest that may be taken now
   * @return null if there is nothing, or it is too far ahead
   */
  Batch next(long awaited, long limit) {
    TopicPartition oldest =
        queues.keySet().stream().min(Comparator.comparingLong(this::head)).orElse(null);
    long others =
        queues.keySet().stream()
            .filter(each -> !each.equals(oldest))
            .mapToLong(this::head)
            .reduce(awaited, Math::min);
    return oldest == null ? null : take(oldest, others, limit);
  }

  private long head(TopicPartition partition) {
    return time(queues.get(partition).element());
  }

  private Batch take(TopicPartition partition, long others, long limit) {
    Deque<ConsumerRecord<byte[], byte[]>> queue = queues.get(partition);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    while (!queue.isEmpty()
        && records.size() < BATCH
        && time(queue.element()) - STRIDE <= others
        && time(queue.element()) <= limit) {
      records.add(queue.remove());
    }
    if (queue.isEmpty()) {
      queues.remove(partition);
    }
    return records.isEmpty() ? null : new Batch(partition, records);
  }

  /** A record that does not say when it was ingested keeps nobody waiting. */
  private static long time(ConsumerRecord<byte[], byte[]> record) {
    return EventRules.plausible(record.timestamp()) ? record.timestamp() : 0;
  }
}
