package dev.tideline.io.kafka.source;

import dev.tideline.event.EventRules;
import dev.tideline.event.EventView;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.unbounded.EndOfStream;
import dev.tideline.io.unbounded.EventBatch;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.joda.time.Instant;

/**
 * Reads some partitions of a topic in the thread of whoever calls: no thread of its own waits for
 * records, so a record is on its way within one call.
 *
 * <p>The watermark is the least of the partitions' own. One that has ended, or where a producer
 * stamps the time and nothing came for a while, is not waited for.
 */
final class KafkaReader<E extends EventView>
    extends UnboundedSource.UnboundedReader<EventBatch<E>> {

  private final KafkaSource<E> source;
  private final Map<Integer, PartitionReader<E>> partitions = new TreeMap<>();
  private final Polled polled = new Polled();
  private final Commits commits;
  private final long delay;
  private TopicConsumer consumer;
  private PartitionReader.Batch<E> current;
  private long watermark;
  private long markedFrom = Position.UNKNOWN;
  private boolean finished;
  private boolean ended;

  /**
   * @param watermark below which it must not fall, ms since the epoch, or {@link Position#UNKNOWN}
   */
  KafkaReader(KafkaSource<E> source, Map<Integer, Position> positions, long watermark) {
    this.source = source;
    this.watermark = watermark;
    this.delay = source.subscription().delay();
    this.commits = new Commits(source.subscription().topic());
    positions.forEach((number, at) -> partitions.put(number, source.partition(number, at)));
  }

  @Override
  public boolean start() {
    consumer = TopicConsumer.open(source.subscription());
    try {
      consumer.goTo(partitions, positions());
    } catch (RuntimeException failure) {
      consumer.close();
      consumer = null;
      throw failure;
    }
    return advance();
  }

  @Override
  public boolean advance() {
    current = null;
    consumer.send(commits);
    Polled.Batch next = finished ? null : next();
    if (next == null && accountForGap()) {
      return true;
    }
    if (finished) {
      return endOfStream();
    }
    consumer.check(partitions.values());
    if (next != null) {
      current = partitions.get(next.partition().partition()).receive(next.records());
      if (markedFrom == Position.UNKNOWN && EventRules.plausible(current.earliest())) {
        markedFrom = current.earliest();
      }
    }
    advanceWatermark();
    return current != null;
  }

  /** An element without records, for offsets that have none. */
  private boolean accountForGap() {
    partitions.values().stream()
        .filter(PartitionReader::hasGap)
        .findFirst()
        .ifPresent(
            each -> current = new PartitionReader.Batch<>(each.gap(), Math.max(watermark, 0)));
    return current != null;
  }

  /** An empty element, once: nothing follows, see {@link EndOfStream}. */
  private boolean endOfStream() {
    if (!ended) {
      ended = true;
      current = new PartitionReader.Batch<>(EventBatch.end(), Math.max(watermark, 0));
    }
    return current != null;
  }

  /** What can be handed over now, or null. Finishes if all partitions have ended. */
  private Polled.Batch next() {
    Polled.Batch next = polled.next(awaited(), limit());
    if (next == null) {
      poll();
      next = polled.next(awaited(), limit());
    }
    return next;
  }

  /** The latest time of ingest that may be handed over before the next checkpoint mark. */
  private long limit() {
    long span = source.subscription().span();
    long from = markedFrom == Position.UNKNOWN ? polled.earliest() : markedFrom;
    return from > Long.MAX_VALUE - span ? Long.MAX_VALUE : from + span;
  }

  private void poll() {
    List<PartitionReader<E>> empty =
        partitions.values().stream().filter(each -> !polled.has(each.name())).toList();
    empty.forEach(consumer::skipGaps);
    List<PartitionReader<E>> wanted = empty.stream().filter(each -> !each.ended()).toList();
    if (wanted.isEmpty()) {
      finished = polled.isEmpty();
      return;
    }
    ConsumerRecords<byte[], byte[]> records = consumer.poll(wanted);
    wanted.forEach(each -> polled.add(each.name(), each.polled(records)));
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

  private void advanceWatermark() {
    partitions.values().stream()
        .filter(partition -> !partition.ended() && !partition.idle())
        .mapToLong(partition -> partition.watermark(delay))
        .min()
        .ifPresent(least -> watermark = Math.max(watermark, least));
  }

  @Override
  public Instant getWatermark() {
    long least = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();
    return finished ? BoundedWindow.TIMESTAMP_MAX_VALUE : new Instant(Math.max(watermark, least));
  }

  @Override
  public EventBatch<E> getCurrent() {
    return batch().events();
  }

  @Override
  public Instant getCurrentTimestamp() {
    return new Instant(batch().earliest());
  }

  private PartitionReader.Batch<E> batch() {
    if (current == null) {
      throw new NoSuchElementException("nothing was read");
    }
    return current;
  }

  @Override
  public KafkaCheckpoint getCheckpointMark() {
    markedFrom = Position.UNKNOWN;
    return new KafkaCheckpoint(positions(), watermark, commits::handOver);
  }

  private Map<Integer, Position> positions() {
    Map<Integer, Position> positions = new TreeMap<>();
    partitions.forEach((number, partition) -> positions.put(number, partition.position(delay)));
    return positions;
  }

  @Override
  public KafkaSource<E> getCurrentSource() {
    return source;
  }

  @Override
  public void close() {
    if (consumer == null) {
      return;
    }
    if (finished) {
      commits.end();
    }
    consumer.finish(commits);
    consumer.close();
  }
}
