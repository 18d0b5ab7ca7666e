package dev.tideline.io.kafka.source;

import static dev.tideline.io.kafka.source.PaymentTopics.T0;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.unbounded.EventBatch;
import dev.tideline.io.unbounded.EventBatch.Stretch;
import dev.tideline.payment.Payment;
import dev.tideline.records.SourceRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PartitionReaderTest {

  private static final Topic TOPIC = new Topic("payments.v1", "", 1, true, 0, 0, false, false);
  private static final Topic STAMPED = new Topic("payments.v1", "", 1, false, 0, 0, false, false);
  private static final TopicPartition NAME = new TopicPartition(TOPIC.name(), 0);

  private final List<String> gaps = new ArrayList<>();
  private final PartitionReader<Payment> partition = partition();

  @Test
  void isNotWaitedForOnceManyPollsBroughtNothing() {
    for (int poll = 0; poll < 10_000; poll++) {
      partition.polled(ConsumerRecords.empty());
    }
    assertThat(partition.silent(), is(false));
    partition.polled(ConsumerRecords.empty());
    assertThat(partition.silent(), is(true));

    partition.polled(records(0));
    assertThat(partition.silent(), is(false));
  }

  @Test
  void whatLiesBeyondTheEndIsLeftOut() {
    assertThat(partition.polled(records(0, 1, 5, 6)).size(), is(2));
  }

  @Test
  void offsetsWithoutARecordAreTold() {
    partition.receive(partition.polled(records(0, 1, 3)), 0);
    assertThat(gaps, contains("2 to 3"));
    partition.skipTo(9);
    assertThat(gaps, contains("2 to 3", "4 to 5"));
    partition.skipTo(10);
    assertThat(gaps.size(), is(2));
  }

  /** Such as the marker of a transaction: a run that goes on from there accounts for it. */
  @Test
  void aPositionIsWhereAllIsAccountedFor() {
    PartitionReader<Payment> reader = reader(TOPIC, Position.at(0));
    reader.receive(reader.polled(records(0, 1)), 0);
    reader.skipTo(3);
    assertThat("one is passed over that is in no book", reader.hasGap(), is(true));
    assertThat(reader.position().offset(), is(2L));

    EventBatch<Payment> gap = reader.withoutRecords();
    assertThat(gap.stretches(), contains(new Stretch(new SourceRange(TOPIC.name(), 0, 2, 3), 0)));
    assertThat(reader.hasGap(), is(false));
    assertThat(reader.position().offset(), is(3L));
  }

  @Test
  void whatABrokerStampsIsBelieved() {
    List<ConsumerRecord<byte[], byte[]>> records =
        stamped(TimestampType.LOG_APPEND_TIME, 0, 300, 5);
    assertThat(ingestTimes(reader(TOPIC, Position.at(0)), records), contains(0L, 300L, 5L));
  }

  @Test
  void whatAProducerStampsIsBelievedAsFarAsTheWatermarkIsBehind() {
    assertThat(
        ingestTimes(reader(STAMPED, Position.at(0)), 0, 50, 200, 170, 140, 150, 260, 190),
        contains(0L, 50L, 200L, 170L, 140L, 150L, 260L, 190L));
    assertThat(
        ingestTimes(reader(STAMPED, Position.at(0)), 0, 200, 10, 99, 101, 199),
        contains(0L, 200L, 100L, 100L, 101L, 199L));
  }

  /** A broker takes no stamp that is further ahead of its clock than the watermark is behind. */
  @Test
  void aStampFromTheFutureHidesNothingThatIsInOrder() {
    assertThat(
        ingestTimes(reader(STAMPED, Position.at(0)), 0, 100, 1, 2, 3, 99),
        contains(0L, 100L, 1L, 2L, 3L, 99L));
  }

  @Test
  void whereverItIsReadOnARecordHasTheSameTimeOfIngest() {
    long[] stamps = {0, 300, 120, 250, 30, 400, 290, 310, 20, 500, 380};
    List<Long> whole = ingestTimes(reader(STAMPED, Position.at(0)), stamps);
    for (int i = 1; i < stamps.length; i++) {
      PartitionReader<Payment> first = reader(STAMPED, Position.at(0));
      ingestTimes(first, Arrays.copyOf(stamps, i));
      assertThat(
          ingestTimes(
              reader(STAMPED, first.position()), Arrays.copyOfRange(stamps, i, stamps.length)),
          is(whole.subList(i, whole.size())));
    }
  }

  /**
   * As {@link dev.tideline.io.kafka.Positions#start} does: at the first stamp of a time or later.
   */
  @Test
  void whatIsReadAgainFromATimeOnHasTheSameTimeOfIngestIfItIsLater() {
    long[] stamps = {0, 300, 120, 250, 30, 400, 290, 310, 20, 500, 380};
    List<Long> whole = ingestTimes(reader(STAMPED, Position.at(0)), stamps);
    for (long from = 10; from <= 500; from += 10) {
      int first = 0;
      while (stamps[first] < from) {
        first++;
      }
      List<Long> again =
          ingestTimes(
              reader(STAMPED, new Position(0, T0 + from)),
              Arrays.copyOfRange(stamps, first, stamps.length));
      for (int i = 0; i < again.size(); i++) {
        assertThat(again.get(i), is(Math.max(from, whole.get(first + i))));
      }
    }
  }

  /** What is appended there later was appended after what the others had handed over. */
  @Test
  void aSilentPartitionAllowsWhatOthersHadReachedWhenTheBrokerWasAsked() {
    PartitionReader<Payment> reader = reader(STAMPED, Position.at(0));
    long asked = System.currentTimeMillis() + 2_000;
    assertThat("nothing is known", reader.allows(), is(Position.UNKNOWN));
    reader.reaches(0, asked - 1_000, T0 + 500);
    assertThat("it was silent for too short", reader.allows(), is(Position.UNKNOWN));
    reader.reaches(1, asked + 1_000, T0 + 500);
    assertThat("it has more", reader.allows(), is(Position.UNKNOWN));

    reader.reaches(0, asked + 1_000, T0 + 500);
    assertThat(reader.allows(), is(T0 + 400));
    assertThat("that of others is no stamp of its own", ingestTimes(reader, 120), contains(120L));
    assertThat(reader.allows(), is(T0 + 400));
    assertThat(reader.watermark(), is(T0 + 20));
  }

  @Test
  void whatAProducerStampsMayBeALittleBehindTheWatermark() {
    assertThat(ingestTimeAtWatermark(T0 + 70), is(T0 + 50));
    assertThat(ingestTimeAtWatermark(T0 + 50 + Topic.DISORDER), is(T0 + 50));
  }

  @Test
  void butNoFurtherThanItsCopiesAreRemembered() {
    assertThat(ingestTimeAtWatermark(T0 + 51 + Topic.DISORDER), is(T0 + 51));
  }

  /** Of a record that is stamped {@link PaymentTopics#T0} + 50. */
  private static long ingestTimeAtWatermark(long watermark) {
    return reader(STAMPED, Position.at(0))
        .receive(stamped(TimestampType.CREATE_TIME, 50), watermark)
        .events()
        .events()
        .get(0)
        .ingestTime();
  }

  /** The times of ingest of records with such stamps, from {@link PaymentTopics#T0} on. */
  private static List<Long> ingestTimes(PartitionReader<Payment> reader, long... stamps) {
    return ingestTimes(reader, stamped(TimestampType.CREATE_TIME, stamps));
  }

  private static List<Long> ingestTimes(
      PartitionReader<Payment> reader, List<ConsumerRecord<byte[], byte[]>> records) {
    return reader.receive(records, Position.UNKNOWN).events().events().stream()
        .map(payment -> payment.ingestTime() - T0)
        .toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> stamped(TimestampType type, long... stamps) {
    return Arrays.stream(stamps)
        .mapToObj(
            stamp ->
                new ConsumerRecord<byte[], byte[]>(
                    TOPIC.name(),
                    0,
                    0,
                    T0 + stamp,
                    type,
                    0,
                    0,
                    null,
                    PaymentTopics.payment("p", T0),
                    new RecordHeaders(),
                    Optional.empty()))
        .toList();
  }

  private static PartitionReader<Payment> reader(Topic topic, Position from) {
    return new PartitionReader<>(
        topic,
        0,
        from,
        100,
        Long.MAX_VALUE,
        PaymentTopics.PAYMENTS.parser(),
        (name, first, last) -> {});
  }

  private static ConsumerRecords<byte[], byte[]> records(long... offsets) {
    List<ConsumerRecord<byte[], byte[]>> records =
        Arrays.stream(offsets)
            .mapToObj(
                offset -> new ConsumerRecord<>(TOPIC.name(), 0, offset, new byte[0], new byte[0]))
            .toList();
    return new ConsumerRecords<>(Map.of(NAME, records));
  }

  private PartitionReader<Payment> partition() {
    return new PartitionReader<>(
        TOPIC,
        0,
        Position.at(0),
        0,
        5,
        PaymentTopics.PAYMENTS.parser(),
        (name, first, last) -> gaps.add(first + " to " + last));
  }
}
