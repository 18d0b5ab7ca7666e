package dev.tideline.io.kafka.source;

import static dev.tideline.io.kafka.source.PaymentTopics.T0;
import static dev.tideline.io.kafka.source.PaymentTopics.source;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.event.OtherCopy;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentView;
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

  private static final Topic TOPIC = new Topic("payments.v1", 1, true, 0);
  private static final TopicPartition NAME = new TopicPartition(TOPIC.name(), 0);

  private final PartitionReader<Payment, PaymentView> partition = partition();

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
  void whatIsToldOfATooLateCopyDoesNotDependOnWhereABatchEnds() {
    long deadline = T0 - 1_000 + 600_000;
    long last = deadline + TOPIC.disorder();
    List<ConsumerRecord<byte[], byte[]>> log =
        List.of(copy(0, T0), copy(1, last), copy(2, last + 1));
    PartitionReader<Payment, PaymentView> together = partition();
    PartitionReader<Payment, PaymentView> oneByOne = partition();

    List<Payment> read = together.receive(log).events().events();

    assertThat(read.get(1).otherCopy(), is(OtherCopy.COUNTED));
    assertThat(read.get(2).otherCopy(), is(OtherCopy.UNKNOWN));
    for (int i = 0; i < log.size(); i++) {
      List<Payment> readAlone = oneByOne.receive(List.of(log.get(i))).events().events();
      assertThat(readAlone, is(List.of(read.get(i))));
    }
  }

  private static ConsumerRecord<byte[], byte[]> copy(long offset, long ingestTime) {
    byte[] payment = PaymentTopics.payment("p", T0);
    return new ConsumerRecord<>(
        TOPIC.name(),
        0,
        offset,
        ingestTime,
        TimestampType.LOG_APPEND_TIME,
        0,
        payment.length,
        new byte[0],
        payment,
        new RecordHeaders(),
        Optional.empty());
  }

  private static ConsumerRecords<byte[], byte[]> records(long... offsets) {
    List<ConsumerRecord<byte[], byte[]>> records =
        Arrays.stream(offsets)
            .mapToObj(
                offset -> new ConsumerRecord<>(TOPIC.name(), 0, offset, new byte[0], new byte[0]))
            .toList();
    return new ConsumerRecords<>(Map.of(NAME, records));
  }

  private static PartitionReader<Payment, PaymentView> partition() {
    Subscription upToFive =
        new Subscription(
            new KafkaCluster("nowhere:1", null),
            TOPIC,
            "group",
            Map.of(0, Position.at(0)),
            Map.of(0, 5L),
            0,
            0,
            false);
    return source(upToFive).partition(0, Position.at(0));
  }
}
