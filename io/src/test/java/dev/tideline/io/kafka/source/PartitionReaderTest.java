package dev.tideline.io.kafka.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import dev.tideline.payment.Payment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionReaderTest {

  private static final Topic TOPIC = new Topic("payments.v1", "", 1, true, 0);
  private static final TopicPartition NAME = new TopicPartition(TOPIC.name(), 0);

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

  private static ConsumerRecords<byte[], byte[]> records(long... offsets) {
    List<ConsumerRecord<byte[], byte[]>> records =
        Arrays.stream(offsets)
            .mapToObj(
                offset -> new ConsumerRecord<>(TOPIC.name(), 0, offset, new byte[0], new byte[0]))
            .toList();
    return new ConsumerRecords<>(Map.of(NAME, records));
  }

  private static PartitionReader<Payment> partition() {
    return new PartitionReader<>(TOPIC, 0, 0, Position.UNKNOWN, 5, PaymentTopics.PAYMENTS.parser());
  }
}
