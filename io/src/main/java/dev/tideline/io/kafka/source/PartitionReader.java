package dev.tideline.io.kafka.source;

import dev.tideline.event.EventRules;
import dev.tideline.event.EventView;
import dev.tideline.event.JsonDecoder;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.unbounded.BatchParser;
import dev.tideline.io.unbounded.EventBatch;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import dev.tideline.records.RejectReason;
import dev.tideline.records.SourceRange;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;

/**
 * One partition as it is read: how far, and up to which time of ingest. Not shared between threads.
 *
 * <p>A record's time of ingest is its timestamp where the broker stamps it. Where producers do, one
 * is believed that is no further behind the latest of its partition up to there than the watermark
 * is; one that is older counts as ingested so long before the latest. So it is a function of the
 * log; where nobody waited for the partition, and it is behind the reader's watermark by more than
 * {@link Topic#DISORDER}, of that too.
 *
 * @param <E> the event
 */
public final class PartitionReader<E extends EventView> {

  private static final byte[] NO_VALUE = {};

  /**
   * For how many polls the others wait for one that has more and does not deliver it: some minutes
   * where a runner rests 50 ms after each. Not a time: Spark leaves a reader alone for as long as a
   * batch takes.
   */
  private static final int PATIENCE = 10_000;

  /** Within so many polls comes what is there, unless its broker is away: some 100 ms. */
  private static final int AT_HAND = 100;

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final Topic topic;
  private final TopicPartition name;
  private final BatchParser<E> parser;
  private final long delay;
  private final long end;
  private final Gaps gaps;
  private long next;
  private long covered;
  private long polled;
  private long received;
  private long time;
  private long handedAt = System.currentTimeMillis();
  private int pollsInVain;
  private long othersTime = Position.UNKNOWN;

  /**
   * @param number of the partition
   * @param from where to begin
   * @param delay how far the watermark is behind the latest time of ingest, in ms
   * @param end the offset to stop at; {@link Long#MAX_VALUE} for none
   * @param gaps is told of offsets without a record
   */
  public PartitionReader(
      Topic topic,
      int number,
      Position from,
      long delay,
      long end,
      JsonDecoder.Parser<E> parser,
      Gaps gaps) {
    this.topic = topic;
    this.name = topic.partition(number);
    this.parser = new BatchParser<>(parser);
    this.next = from.offset();
    this.covered = from.offset();
    this.time = from.watermark() == Position.UNKNOWN ? Position.UNKNOWN : from.watermark() + delay;
    this.delay = delay;
    this.end = end;
    this.gaps = gaps;
  }

  /**
   * Takes in the records at the position and hands them over.
   *
   * @param watermark of the reader, ms since the epoch, or {@link Position#UNKNOWN}
   */
  public Batch<E> receive(List<ConsumerRecord<byte[], byte[]>> records, long watermark) {
    long earliest = Long.MAX_VALUE;
    for (ConsumerRecord<byte[], byte[]> each : records) {
      pass(each.offset());
      earliest = Math.min(earliest, receive(each, watermark));
      next = each.offset() + 1;
    }
    received += records.size();
    handedAt = System.currentTimeMillis();
    return new Batch<>(parser.take(range()), earliest);
  }

  /** From where the one before ended: what holds no record, such as markers, is in it. */
  private SourceRange range() {
    SourceRange range = new SourceRange(name.topic(), name.partition(), covered, next);
    covered = next;
    return range;
  }

  /** Whether up to the position there are offsets without a record that none has accounted for. */
  public boolean hasGap() {
    return next > covered;
  }

  /** Accounts for them, by a batch without records; at the end it is of an empty stretch. */
  public EventBatch<E> withoutRecords() {
    return parser.take(range());
  }

  private long receive(ConsumerRecord<byte[], byte[]> record, long watermark) {
    byte[] value = record.value() == null ? NO_VALUE : record.value();
    if (!EventRules.plausible(record.timestamp())) {
      // Counted with its neighbours: the ledger window of its own minute may be long closed.
      long counted =
          Math.max(time == Position.UNKNOWN ? System.currentTimeMillis() : time, watermark);
      parser.reject(
          reject(RejectReason.IMPLAUSIBLE_TIME, "record timestamp", raw(record, value, counted)));
      return counted;
    }
    time = Math.max(time, record.timestamp());
    long ingestTime = record.timestamp();
    if (record.timestampType() == TimestampType.CREATE_TIME) { // of a topic it may have changed
      ingestTime = Math.max(Math.max(ingestTime, time - delay), earliest(watermark));
    }
    RawRecord raw = raw(record, value, ingestTime);
    if (record.value() == null) {
      parser.reject(reject(RejectReason.NOT_JSON, "no value", raw));
    } else {
      parser.receive(raw);
    }
    return ingestTime;
  }

  private long earliest(long watermark) {
    return watermark == Position.UNKNOWN ? Position.UNKNOWN : watermark - Topic.DISORDER;
  }

  private static Reject reject(RejectReason reason, String detail, RawRecord raw) {
    return new BrokenRecord(reason, detail, raw.ingestTime()).toReject(raw);
  }

  private static RawRecord raw(
      ConsumerRecord<byte[], byte[]> record, byte[] value, long ingestTime) {
    RecordLocation location =
        RecordLocation.inTopic(record.topic(), record.partition(), record.offset());
    return new RawRecord(value, location, ingestTime);
  }

  /** Takes note of a poll. Of what it brought, its own records before the end. */
  public List<ConsumerRecord<byte[], byte[]>> polled(ConsumerRecords<byte[], byte[]> all) {
    List<ConsumerRecord<byte[], byte[]>> records = all.records(name);
    int within = records.size();
    while (within > 0 && records.get(within - 1).offset() >= end) {
      within--;
    }
    pollsInVain = records.isEmpty() ? pollsInVain + 1 : 0;
    polled += within;
    return records.subList(0, within);
  }

  /** Notes that up to an offset there is nothing but gaps. */
  void skipTo(long offset) {
    if (polled > received && offset > next) {
      throw new IllegalStateException(
          "%d records of %s before offset %d were polled and not handed over"
              .formatted(polled - received, name, offset));
    }
    pass(Math.min(offset, end));
  }

  /**
   * The same, as far as a consumer has come of which all that was polled was handed over.
   *
   * @return how far; empty while a broker is away, for its position may be unsettled then: nothing
   *     is lost by waiting
   */
  public OptionalLong skipGaps(Consumer<?, ?> consumer) {
    long position;
    try {
      position = consumer.position(name, AT_ONCE);
    } catch (TimeoutException away) {
      return OptionalLong.empty();
    }
    skipTo(position);
    return OptionalLong.of(position);
  }

  private void pass(long offset) {
    if (offset > next) {
      gaps.passed(name, next, offset);
      next = offset;
    }
  }

  /** Goes on from another offset: what was there before it is no longer. */
  void goTo(long offset) {
    next = Math.max(next, offset);
  }

  /**
   * Notes how far the broker said the partition reaches. If all of it was handed over, the
   * watermark goes on: by the wall clock where that is what the broker stamps; else as far as the
   * others had come when the broker was asked, for what comes here later was appended after that.
   *
   * @param last the offset past all records, those of open transactions too
   * @param asked when the broker was asked, ms since the epoch
   * @param reached the latest time of ingest in any partition by then, ms since the epoch
   */
  void reaches(long last, long asked, long reached) {
    if (next < last) {
      return;
    }
    if (topic.logAppendTime()) {
      time = Math.max(time, asked);
    } else if (asked - handedAt >= Topic.SILENCE) {
      othersTime = Math.max(othersTime, reached);
    }
  }

  /** Whether there is nothing more to come that this run is to read. */
  public boolean ended() {
    return next >= end;
  }

  /** Whether nothing came for so long that the others go on without it: its broker may be down. */
  boolean silent() {
    return pollsInVain > PATIENCE;
  }

  /**
   * The latest time of ingest there was, ms since the epoch; {@link Position#UNKNOWN} if none is
   * known.
   */
  long time() {
    return time;
  }

  /** Whether it is worth polling at once for what the broker has more of it. */
  boolean delivers() {
    return pollsInVain < AT_HAND;
  }

  /** Its own watermark, the delay behind its time; {@link Position#UNKNOWN} without a time. */
  long watermark() {
    return time == Position.UNKNOWN ? Position.UNKNOWN : time - delay;
  }

  /** How far the watermark may go for its sake; {@link Position#UNKNOWN} if that is not known. */
  long allows() {
    long furthest = Math.max(time, othersTime);
    return furthest == Position.UNKNOWN ? Position.UNKNOWN : furthest - delay;
  }

  /** What is to be remembered to go on from what was accounted for. */
  public Position position() {
    return new Position(covered, watermark());
  }

  /** Which it is. */
  public TopicPartition name() {
    return name;
  }

  long end() {
    return end;
  }

  /** Who must know of offsets without a record. */
  @FunctionalInterface
  public interface Gaps {
    /**
     * There was no record of a partition from one offset on until before another.
     *
     * @throws IllegalStateException if there is one in the log
     */
    void passed(TopicPartition partition, long from, long to);
  }

  /**
   * What was handed over.
   *
   * @param earliest the smallest time of ingest in it
   */
  public record Batch<E extends EventView>(EventBatch<E> events, long earliest) {}
}
