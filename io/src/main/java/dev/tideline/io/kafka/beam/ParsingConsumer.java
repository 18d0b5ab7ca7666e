package dev.tideline.io.kafka.beam;

import dev.tideline.event.EventView;
import dev.tideline.io.kafka.Commit;
import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Positions;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.Topics;
import dev.tideline.io.kafka.source.GapCheck;
import dev.tideline.io.kafka.source.PartitionReader;
import dev.tideline.io.unbounded.EventBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer of a reader of KafkaIO. It begins where the subscription does, ends at its ends,
 * parses, and commits positions with their watermark. It is a consumer by inheritance because that
 * is what KafkaIO takes.
 */
final class ParsingConsumer<E extends EventView> extends KafkaConsumer<byte[], byte[]> {

  private static final int POLL_RECORDS = 2_000;
  private static final long LOOK = TimeUnit.SECONDS.toNanos(10);

  private final TopicRead<E> read;
  private final Function<Collection<TopicPartition>, ReaderProgress> begin;
  private final GapCheck gaps;
  private final Map<Integer, PartitionReader<E>> partitions = new TreeMap<>();
  private final Map<Integer, Long> watermarks = new HashMap<>();
  private ReaderProgress progress;
  private long looked = System.nanoTime();
  private boolean ended;

  ParsingConsumer(TopicRead<E> read, Function<Collection<TopicPartition>, ReaderProgress> begin) {
    super(
        read.cluster().consumerConfig(read.group(), POLL_RECORDS),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
    this.read = read;
    this.begin = begin;
    this.gaps = new GapCheck(read.cluster(), read.topic());
  }

  /** Begins at the starts; one that goes on from a checkpoint mark is then sent on. */
  @Override
  public void assign(Collection<TopicPartition> assigned) {
    super.assign(assigned);
    progress = begin.apply(assigned);
    for (TopicPartition each : assigned) {
      seek(each, read.starts().get(each.partition()).offset());
    }
  }

  /**
   * The next records, with what was parsed of them; when all are handed over up to the ends, once,
   * one that says so. It comes alone: of what is polled together KafkaIO takes one record of each
   * partition in turn.
   *
   * @deprecated in Kafka, and called by KafkaIO
   */
  @Deprecated
  @Override
  public ConsumerRecords<byte[], byte[]> poll(long timeout) {
    if (partitions.isEmpty()) {
      open();
    }
    watchTopic();
    ConsumerRecords<byte[], byte[]> polled = poll(Duration.ofMillis(timeout));
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> parsed = new HashMap<>();
    partitions.forEach(
        (number, partition) -> {
          List<ConsumerRecord<byte[], byte[]>> records = parse(partition, partition.polled(polled));
          if (records.isEmpty()) {
            partition.skipGaps(this).ifPresent(progress.of(number)::skippedTo);
            if (partition.hasGap()) {
              records = List.of(gap(partition));
            }
          }
          if (!records.isEmpty()) {
            parsed.put(partition.name(), new ArrayList<>(records));
          }
          if (partition.ended() && !paused().contains(partition.name())) {
            pause(List.of(partition.name()));
            progress.of(number).ends();
          }
        });
    boolean all = partitions.values().stream().allMatch(PartitionReader::ended);
    if (!ended && all && parsed.isEmpty()) {
      ended = true;
      PartitionReader<E> first = partitions.values().iterator().next();
      parsed.put(
          first.name(),
          List.of(record(first.name(), first.position().offset() - 1, 0, first.withoutRecords())));
    }
    return new ConsumerRecords<>(parsed);
  }

  private void open() {
    Topic topic = read.topic();
    try (Topics topics = Topics.of(read.cluster())) {
      Map<Integer, Position> positions = new TreeMap<>();
      for (TopicPartition each : assignment()) {
        positions.put(
            each.partition(),
            new Position(position(each), progress.of(each.partition()).watermark()));
      }
      if (read.acceptLoss()) {
        positions = Positions.left(topics, topic, positions);
      }
      Positions.requireThere(topics, topic, positions);
      positions.forEach(
          (number, position) -> {
            seek(topic.partition(number), position.offset());
            partitions.put(number, read.partition(number, position, gaps));
            progress.of(number).beginsAt(position.offset());
          });
    }
  }

  /** KafkaIO reads the partitions that it knows of from the start, and no others. */
  private void watchTopic() {
    if (System.nanoTime() - looked < LOOK) {
      return;
    }
    try (Topics topics = Topics.of(read.cluster())) {
      Topic now = topics.describe(read.topic().name());
      read.topic().requireId(now.id());
      if (read.ends().isEmpty() && now.partitions() != read.topic().partitions()) {
        throw new KafkaClusterException(
            "%s has %d partitions now, and had %d when the run began; KafkaIO does not read the new ones: start again"
                .formatted(now.name(), now.partitions(), read.topic().partitions()));
      }
    } catch (KafkaClusterException failure) {
      if (!failure.mayPass()) {
        throw failure;
      }
    }
    looked = System.nanoTime();
  }

  private List<ConsumerRecord<byte[], byte[]>> parse(
      PartitionReader<E> partition, List<ConsumerRecord<byte[], byte[]>> records) {
    List<ConsumerRecord<byte[], byte[]>> parsed = new ArrayList<>(records.size());
    long watermark = progress.watermark();
    for (ConsumerRecord<byte[], byte[]> each : records) {
      PartitionReader.Batch<E> one = partition.receive(List.of(each), watermark);
      parsed.add(record(partition.name(), each.offset(), one.earliest(), one.events()));
    }
    if (!parsed.isEmpty()) {
      progress
          .of(partition.name().partition())
          .polledTo(records.get(records.size() - 1).offset() + 1);
    }
    return parsed;
  }

  /** A record that stands for offsets without one. */
  private ConsumerRecord<byte[], byte[]> gap(PartitionReader<E> partition) {
    EventBatch<E> gap = partition.withoutRecords();
    long next = gap.stretches().get(0).range().to();
    progress.of(partition.name().partition()).polledTo(next);
    return record(partition.name(), next - 1, 0, gap);
  }

  /** Without the bytes and headers of the record, which may hold anything. */
  private ConsumerRecord<byte[], byte[]> record(
      TopicPartition partition, long offset, long ingestTime, EventBatch<E> events) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        ingestTime,
        TimestampType.LOG_APPEND_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        null,
        null,
        new RecordHeaders(List.of(new ParsedRecord<>(events))),
        Optional.empty());
  }

  /**
   * Commits offsets that KafkaIO found to have had their effect, each with the watermark that there
   * was at the commit before: by then all before it had been handed over.
   */
  @Override
  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
    Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
    offsets.forEach(
        (partition, offset) -> {
          int number = partition.partition();
          Long watermark = watermarks.put(number, progress.of(number).watermark());
          Position position =
              new Position(offset.offset(), watermark == null ? Position.UNKNOWN : watermark);
          commits.put(partition, Commit.of(position, read.topic()));
        });
    super.commitSync(commits);
  }

  @Override
  public void close() {
    gaps.close();
    super.close();
  }
}
