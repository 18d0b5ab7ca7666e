package dev.tideline.io.kafka.source;

import dev.tideline.event.EventRules;
import dev.tideline.event.EventView;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.unbounded.EventBatch;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * The partitions that a reader reads, kept in step by their times of ingest; see {@link Polled}.
 * Not shared between threads.
 *
 * @param <E> the event
 */
final class PartitionsInStep<E extends EventView> {

  private final TopicConsumer consumer;
  private final long span;
  private final Map<Integer, PartitionReader<E>> partitions = new TreeMap<>();
  private final Polled polled = new Polled();
  private long markedFrom = Position.UNKNOWN;

  /**
   * None yet.
   *
   * @param span how much of ingest time is handed over between two marks at most, in ms; {@link
   *     Long#MAX_VALUE} for any
   */
  PartitionsInStep(TopicConsumer consumer, long span) {
    this.consumer = consumer;
    this.span = span;
  }

  /** Reads these too. */
  void add(Map<Integer, PartitionReader<E>> added) {
    consumer.add(added);
    partitions.putAll(added);
  }

  /** Whether it is one of them. */
  boolean has(int number) {
    return partitions.containsKey(number);
  }

  /** All of them. */
  Collection<PartitionReader<E>> all() {
    return partitions.values();
  }

  /** What can be handed over now, or null. */
  Polled.Batch next() {
    Polled.Batch next = polled.next(awaited(), limit());
    if (next == null) {
      poll();
      next = polled.next(awaited(), limit());
    }
    return next;
  }

  /**
   * Whether more may be handed over before the next mark, and is here or comes within a few polls.
   */
  boolean hasMore() {
    return polled.isEmpty()
        ? partitions.values().stream()
            .anyMatch(each -> !each.ended() && each.delivers() && consumer.isBehind(each))
        : polled.earliest() <= limit();
  }

  /** The latest time of ingest that may be handed over before the next mark. */
  private long limit() {
    long from = markedFrom == Position.UNKNOWN ? polled.earliest() : markedFrom;
    return from > Long.MAX_VALUE - span ? Long.MAX_VALUE : from + span;
  }

  private void poll() {
    List<PartitionReader<E>> empty =
        partitions.values().stream().filter(each -> !polled.has(each.name())).toList();
    empty.forEach(consumer::skipGaps);
    List<PartitionReader<E>> wanted = empty.stream().filter(each -> !each.ended()).toList();
    if (!wanted.isEmpty()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(wanted);
      wanted.forEach(each -> polled.add(each.name(), each.polled(records)));
    }
  }

  /**
   * The least time of ingest that a partition has reached of which the broker has more and {@link
   * Polled} nothing: others wait for it. {@link Long#MAX_VALUE} if there is none.
   */
  private long awaited() {
    return partitions.values().stream()
        .filter(each -> !polled.has(each.name()) && !each.ended() && !each.silent())
        .filter(consumer::isBehind)
        .mapToLong(PartitionReader::time)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Hands it over, with the reader's watermark. */
  PartitionReader.Batch<E> receive(Polled.Batch next, long watermark) {
    PartitionReader.Batch<E> batch =
        partitions.get(next.partition().partition()).receive(next.records(), watermark);
    if (markedFrom == Position.UNKNOWN && EventRules.plausible(batch.earliest())) {
      markedFrom = batch.earliest();
    }
    return batch;
  }

  /** Accounts for offsets without a record that one of them has passed; empty if none has. */
  Optional<EventBatch<E>> gap() {
    return partitions.values().stream()
        .filter(PartitionReader::hasGap)
        .findFirst()
        .map(PartitionReader::withoutRecords);
  }

  /** What is handed over last. */
  EventBatch<E> last() {
    return partitions.values().stream()
        .findFirst()
        .map(PartitionReader::withoutRecords)
        .orElseGet(EventBatch::end);
  }

  /** Whether all were read to their ends and handed over. */
  boolean ended() {
    return polled.isEmpty() && partitions.values().stream().allMatch(PartitionReader::ended);
  }

  /** The least that those allow which have not ended; empty if all have. */
  OptionalLong watermark() {
    return partitions.values().stream()
        .filter(partition -> !partition.ended())
        .mapToLong(PartitionReader::allows)
        .min();
  }

  /** The latest time of ingest in any of them, ms since the epoch. */
  long reached() {
    return partitions.values().stream()
        .mapToLong(PartitionReader::time)
        .max()
        .orElse(Position.UNKNOWN);
  }

  /** How far they were handed over, for a mark. */
  Map<Integer, Position> mark() {
    markedFrom = Position.UNKNOWN;
    Map<Integer, Position> positions = new TreeMap<>();
    partitions.forEach((number, partition) -> positions.put(number, partition.position()));
    return positions;
  }
}
