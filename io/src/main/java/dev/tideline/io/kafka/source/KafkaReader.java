package dev.tideline.io.kafka.source;

import dev.tideline.event.EventRules;
import dev.tideline.event.EventView;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.unbounded.EndOfStream;
import dev.tideline.io.unbounded.EventBatch;
import dev.tideline.io.unbounded.Stop;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.joda.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads some partitions of a topic in the thread of whoever calls: no thread of its own waits for
 * records, so a record is on its way within one call.
 *
 * <p>The watermark is the least of the partitions' own. One that has ended, or where a producer
 * stamps the time and nothing came for a while, is not waited for.
 */
final class KafkaReader<E extends EventView>
    extends UnboundedSource.UnboundedReader<EventBatch<E>> {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaReader.class);

  /**
   * How long, in ms, a partition may have been there before it is read: so long its records may be
   * behind the watermark. It is half of what the clocks of brokers are granted.
   */
  private static final long UNNOTICED = 30_000;

  private final KafkaSource<E> source;
  private final Subscription subscription;
  private final Map<Integer, Position> from;
  private final Map<Integer, PartitionReader<E>> partitions = new TreeMap<>();
  private final Polled polled = new Polled();
  private final Commits commits = new Commits();
  private final long delay;
  private TopicConsumer consumer;
  private PartitionReader.Batch<E> current;
  private long watermark;
  private long markedFrom = Position.UNKNOWN;
  private boolean finished;
  private boolean ended;

  /**
   * @param subscription of the run that is going on
   * @param from where to begin; it reads other partitions that it {@linkplain Assignment#has has}
   *     from their beginning
   * @param watermark below which it must not fall, ms since the epoch, or {@link Position#UNKNOWN}
   */
  KafkaReader(
      KafkaSource<E> source,
      Subscription subscription,
      Map<Integer, Position> from,
      long watermark) {
    this.source = source;
    this.subscription = subscription;
    this.from = from;
    this.watermark = watermark;
    this.delay = subscription.delay();
  }

  @Override
  public boolean start() {
    consumer = TopicConsumer.open(subscription);
    try {
      read(from);
    } catch (RuntimeException failure) {
      consumer.close();
      consumer = null;
      throw failure;
    }
    return advance();
  }

  private void read(Map<Integer, Position> positions) {
    Map<Integer, PartitionReader<E>> added = new TreeMap<>();
    positions.forEach((number, at) -> added.put(number, partition(number, at)));
    consumer.add(added, positions);
    partitions.putAll(added);
  }

  private PartitionReader<E> partition(int number, Position at) {
    long time = at.watermark() == Position.UNKNOWN ? Position.UNKNOWN : at.watermark() + delay;
    long end = subscription.ends().getOrDefault(number, Long.MAX_VALUE);
    return new PartitionReader<>(
        consumer.topic(), number, at.offset(), time, end, source.type().parser());
  }

  /** Whether partitions are read that are added: a run that has ends is to read up to them only. */
  private boolean readsAdded() {
    return subscription.ends().isEmpty();
  }

  /** Reads those partitions that were added to the topic, from their beginning. */
  private void readAdded() {
    Map<Integer, Position> added = new TreeMap<>();
    for (int number : consumer.topic().numbers()) {
      if (source.assignment().has(number) && !partitions.containsKey(number)) {
        added.put(number, Position.at(0));
      }
    }
    if (!added.isEmpty()) {
      LOG.info("reading {} of {} from their beginning", added.keySet(), consumer.topic().name());
      read(added);
    }
  }

  @Override
  public boolean advance() {
    current = null;
    consumer.send(commits);
    finished |= Stop.requested();
    Polled.Batch next = finished ? null : next();
    if (finished) {
      return endOfStream();
    }
    consumer.check(partitions.values(), reached());
    if (readsAdded()) {
      readAdded();
    }
    if (next != null) {
      current = partitions.get(next.partition().partition()).receive(next.records());
      if (markedFrom == Position.UNKNOWN && EventRules.plausible(current.earliest())) {
        markedFrom = current.earliest();
      }
    }
    advanceWatermark();
    return current != null;
  }

  /** An empty element, once: nothing follows, see {@link EndOfStream}. */
  private boolean endOfStream() {
    if (!ended) {
      consumer.requireSameTopic();
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
    long span = subscription.span();
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
        .ifPresent(least -> watermark = Math.max(watermark, Math.min(least, allKnown())));
  }

  /** How far the watermark may go while partitions may have been added that are not known. */
  private long allKnown() {
    return readsAdded() && consumer.topic().logAppendTime()
        ? consumer.allKnownAt() + UNNOTICED - delay
        : Long.MAX_VALUE;
  }

  /** The latest time of ingest in any partition. */
  private long reached() {
    return partitions.values().stream()
        .mapToLong(PartitionReader::time)
        .max()
        .orElse(Position.UNKNOWN);
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

  /** By partition; a runner may ask before it has started the reader. */
  private Map<Integer, Position> positions() {
    Map<Integer, Position> positions = new TreeMap<>(from);
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
