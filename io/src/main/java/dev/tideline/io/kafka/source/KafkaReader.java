package dev.tideline.io.kafka.source;

import dev.tideline.event.EventView;
import dev.tideline.event.JsonDecoder;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.unbounded.EventBatch;
import dev.tideline.io.unbounded.FinalizesMarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads some partitions of a topic in the thread of whoever calls: no thread of its own waits for
 * records, so a record is on its way within one call.
 *
 * <p>The watermark is the least of the partitions' own. One that has ended is not waited for; one
 * where a producer stamps the time and nothing came for a while, only as far as the others had come
 * when the broker said that there is no more.
 */
final class KafkaReader<E extends EventView> extends UnboundedSource.UnboundedReader<EventBatch<E>>
    implements FinalizesMarks<KafkaCheckpoint> {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaReader.class);

  /**
   * How long, in ms, a partition may have been there before it is read: so long its records may be
   * behind the watermark. It is half of what the clocks of brokers are granted.
   */
  private static final long UNNOTICED = 30_000;

  /** With so many records an element is full, however many wait: it is held in memory. */
  private static final int FULL = 50_000;

  private final KafkaSource<E> source;
  private final Subscription subscription;
  private final JsonDecoder.Parser<E> parser;
  private final Map<Integer, Position> from;
  private final long readOn;
  private final Commits commits = new Commits();
  private TopicConsumer consumer;
  private GapCheck gaps;
  private PartitionsInStep<E> partitions;
  private PartitionReader.Batch<E> current;
  private long watermark;
  private boolean finished;
  private boolean ended;

  /**
   * @param subscription of the run that is going on
   * @param parser of a record, of the same run
   * @param from where to begin; it reads other partitions that it {@linkplain Assignment#has has}
   *     from their beginning
   * @param watermark below which it must not fall, ms since the epoch, or {@link Position#UNKNOWN}
   * @param readOn for how long one element may be read, in ms, while there is more: {@link
   *     dev.tideline.io.unbounded.ReadPace#readOn}
   */
  KafkaReader(
      KafkaSource<E> source,
      Subscription subscription,
      JsonDecoder.Parser<E> parser,
      Map<Integer, Position> from,
      long watermark,
      long readOn) {
    this.source = source;
    this.subscription = subscription;
    this.parser = parser;
    this.from = from;
    this.watermark = watermark;
    this.readOn = TimeUnit.MILLISECONDS.toNanos(readOn);
  }

  @Override
  public boolean start() {
    consumer = TopicConsumer.open(subscription);
    gaps = new GapCheck(subscription.cluster(), consumer.topic());
    partitions = new PartitionsInStep<>(consumer, subscription.span());
    try {
      read(from);
      readAdded();
    } catch (RuntimeException failure) {
      consumer.close();
      consumer = null;
      partitions = null;
      throw failure;
    }
    return advance();
  }

  private void read(Map<Integer, Position> positions) {
    Map<Integer, PartitionReader<E>> added = new TreeMap<>();
    positions.forEach((number, at) -> added.put(number, partition(number, at)));
    partitions.add(added);
  }

  private PartitionReader<E> partition(int number, Position at) {
    long end = subscription.ends().getOrDefault(number, Long.MAX_VALUE);
    return new PartitionReader<>(
        consumer.topic(), number, at, subscription.delay(), end, parser, gaps);
  }

  /** Whether partitions are read that are added: a run that has ends is to read up to them only. */
  private boolean readsAdded() {
    return subscription.ends().isEmpty();
  }

  /**
   * Reads those partitions that were added to the topic, from their beginning. A run that has ends
   * and goes on from a mark may have ends of some that the mark does not know.
   */
  private void readAdded() {
    Map<Integer, Position> added = new TreeMap<>();
    for (int number : consumer.topic().numbers()) {
      if (source.assignment().has(number)
          && !partitions.has(number)
          && (readsAdded() || subscription.ends().containsKey(number))) {
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
    Polled.Batch next = finished ? null : partitions.next();
    if (next == null && accountForGap()) {
      return true;
    }
    finished |= next == null && partitions.ended();
    if (finished) {
      return endOfStream();
    }
    consumer.check(partitions.all(), partitions.reached());
    if (readsAdded()) {
      readAdded();
    }
    if (next != null) {
      current = receive(next);
    }
    partitions
        .watermark()
        .ifPresent(least -> watermark = Math.max(watermark, Math.min(least, allKnown())));
    return current != null;
  }

  /**
   * What was polled; where the runner wants more at a time also what comes after it, as long as
   * there is more.
   */
  private PartitionReader.Batch<E> receive(Polled.Batch first) {
    long began = System.nanoTime();
    List<EventBatch<E>> batches = new ArrayList<>();
    long earliest = Long.MAX_VALUE;
    int records = 0;
    for (Polled.Batch next = first; next != null; next = following(records, began)) {
      PartitionReader.Batch<E> each = partitions.receive(next, watermark);
      batches.add(each.events());
      earliest = Math.min(earliest, each.earliest());
      records += next.records().size();
    }
    return new PartitionReader.Batch<>(EventBatch.joined(batches), earliest);
  }

  private Polled.Batch following(int records, long began) {
    Polled.Batch next = null;
    while (next == null
        && records < FULL
        && System.nanoTime() - began < readOn
        && partitions.hasMore()) {
      next = partitions.next();
    }
    return next;
  }

  /** An element without records, for offsets that have none. */
  private boolean accountForGap() {
    partitions
        .gap()
        .ifPresent(gap -> current = new PartitionReader.Batch<>(gap, Math.max(watermark, 0)));
    return current != null;
  }

  /** An empty element, once: nothing follows, see {@link EventBatch#isEnd}. */
  private boolean endOfStream() {
    if (!ended) {
      consumer.requireSameTopic();
      ended = true;
      current = new PartitionReader.Batch<>(partitions.last(), Math.max(watermark, 0));
    }
    return current != null;
  }

  /** How far the watermark may go while partitions may have been added that are not known. */
  private long allKnown() {
    return readsAdded() && consumer.topic().logAppendTime()
        ? consumer.allKnownAt() + UNNOTICED - subscription.delay()
        : Long.MAX_VALUE;
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

  /** A runner may ask for one before it has started the reader. */
  @Override
  public KafkaCheckpoint getCheckpointMark() {
    Map<Integer, Position> positions = partitions == null ? from : partitions.mark();
    return new KafkaCheckpoint(positions, watermark, this::finalizeMark);
  }

  /** Its positions are committed with the next poll, or when this is closed. */
  @Override
  public void finalizeMark(KafkaCheckpoint mark) {
    commits.handOver(mark.positions());
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
    gaps.close();
    consumer.finish(commits);
    consumer.close();
  }
}
