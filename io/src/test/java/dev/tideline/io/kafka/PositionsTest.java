package dev.tideline.io.kafka;

import static dev.tideline.io.kafka.source.PaymentTopics.APPENDED;
import static dev.tideline.io.kafka.source.PaymentTopics.STAMPED;
import static dev.tideline.io.kafka.source.PaymentTopics.T0;
import static dev.tideline.io.kafka.source.PaymentTopics.group;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.kafka.source.PaymentTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PositionsTest {

  private static final long MINUTE = 60_000;

  @TempDir private static Path folder;
  private static PaymentTopics world;
  private static Topics topics;

  @BeforeAll
  static void startBroker() throws IOException {
    world = PaymentTopics.start(folder.resolve("broker"));
    topics = Topics.of(world.cluster());
  }

  @AfterAll
  static void stopBroker() {
    topics.close();
    world.close();
  }

  private static Positions positions(Topic topic) {
    return Positions.of(topics, topic, group(topic));
  }

  private static Topic tenMinutes() throws Exception {
    Topic topic = world.topic(2, STAMPED);
    for (int i = 0; i < 10; i++) {
      world.send(topic, 0, T0 + i * MINUTE, "p" + i);
    }
    return topic;
  }

  @Test
  void aRunWithoutCommitsBeginsAtTheBeginning() throws Exception {
    Topic topic = tenMinutes();
    world.deleteBefore(topic, 0, 2);
    assertThat(positions(topic).start(0, false), is(Map.of(0, Position.at(2), 1, Position.at(0))));
  }

  @Test
  void aRunBeginsAtWhatWasCommittedLessALookBack() throws Exception {
    Topic topic = tenMinutes();
    positions(topic).commit(Map.of(0, new Position(8, T0 + 7 * MINUTE), 1, Position.at(0)));

    assertThat(
        positions(topic).start(0, false),
        is(Map.of(0, new Position(8, T0 + 7 * MINUTE), 1, Position.at(0))));
    assertThat(
        positions(topic).start(3 * MINUTE, false),
        is(Map.of(0, new Position(4, T0 + 4 * MINUTE), 1, Position.at(0))));
  }

  /** Rows of windows whose events are deleted in part would be too small. */
  @Test
  void whatIsToBeReadAgainMustBeThere() throws Exception {
    Topic topic = tenMinutes();
    positions(topic).commit(Map.of(0, new Position(8, T0 + 7 * MINUTE), 1, Position.at(0)));
    world.deleteBefore(topic, 0, 3);
    assertThat(
        positions(topic).start(3 * MINUTE, false).get(0), is(new Position(4, T0 + 4 * MINUTE)));

    world.deleteBefore(topic, 0, 6);
    KafkaClusterException lost =
        assertThrows(KafkaClusterException.class, () -> positions(topic).start(3 * MINUTE, false));
    assertThat(
        lost.problems(),
        contains(
            startsWith(
                topic.name()
                    + "-0: what is to be read again, from 2026-03-17T12:04:00Z on, may be deleted in"
                    + " part: the partition begins at offset 6; ")));
    assertThat(
        positions(topic).start(3 * MINUTE, true).get(0), is(new Position(6, T0 + 4 * MINUTE)));
  }

  /** Its books begin where the look-back would: as much more is read again before that. */
  @Test
  void aPartitionWithItsFirstRecordsMakesARunBeginEarlier() throws Exception {
    Topic topic = tenMinutes();
    positions(topic).commit(Map.of(0, new Position(8, T0 + 7 * MINUTE), 1, Position.at(0)));
    world.send(topic, 1, T0 + 6 * MINUTE, "first");
    assertThat(
        positions(topic).start(2 * MINUTE, false),
        is(Map.of(0, new Position(3, T0 + 3 * MINUTE), 1, Position.at(0))));
    assertThat(
        "it is older than the look-back",
        positions(topic).start(MINUTE / 2, false),
        is(Map.of(0, Position.at(0), 1, Position.at(0))));
  }

  /** What it holds is as old as what was read, and still to come. */
  @Test
  void anOpenTransactionHoldsThePosition() throws Exception {
    Topic topic = world.topic(2, APPENDED);
    Position before = new Position(0, T0);
    positions(topic).commit(Map.of(0, before, 1, before));
    try (KafkaProducer<byte[], byte[]> producer =
        world.producer(Map.of("transactional.id", "of-" + topic.name()))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic.name(), 0, null, new byte[1])).get();
      world.send(topic, 1, 0, "a");
      Extent extent = topics.extent(topic);
      producer.commitTransaction();

      Map<Integer, Position> reached = positions(topic).reached(extent, 0);
      assertThat(reached.get(0), is(before));
      assertThat(reached.get(1).offset(), is(1L));
      assertThat(reached.get(1).watermark(), is(greaterThan(T0)));
    }
    assertThat(
        positions(topic).reached(topics.extent(topic), 0).get(0).watermark(), is(greaterThan(T0)));
  }

  /** How far behind it was is not known: its records belong to windows that others brought to. */
  @Test
  void whereAReaderWasKilledBeforeItsFirstCommitAllIsReadAgain() throws Exception {
    Topic topic = tenMinutes();
    world.send(topic, 1, T0, "behind");
    positions(topic).commit(Map.of(0, new Position(8, T0 + 7 * MINUTE)));

    assertThat(
        positions(topic).start(3 * MINUTE, false),
        is(Map.of(0, Position.at(0), 1, Position.at(0))));
  }

  @Test
  void whatComesAtAPositionMustBeThere() throws Exception {
    Topic topic = tenMinutes();
    Map<Integer, Position> here = Map.of(0, Position.at(3), 1, Position.at(0));
    Positions.requireThere(topics, topic, here);
    world.deleteBefore(topic, 0, 7);

    KafkaClusterException lost =
        assertThrows(
            KafkaClusterException.class, () -> Positions.requireThere(topics, topic, here));
    assertThat(lost.getMessage(), containsString("4 records were deleted before they were read"));
  }

  @Test
  void lostRecordsStopTheRunUnlessAccepted() throws Exception {
    Topic topic = tenMinutes();
    positions(topic).commit(Map.of(0, new Position(3, T0 + 2 * MINUTE), 1, Position.at(0)));
    world.deleteBefore(topic, 0, 7);

    KafkaClusterException lost =
        assertThrows(KafkaClusterException.class, () -> positions(topic).start(0, false));
    assertThat(
        lost.problems(),
        contains(
            topic.name()
                + "-0: 4 records were deleted before they were read (offsets 3 to 6); --accept-loss goes on without them"));
    assertThat(positions(topic).start(0, true).get(0), is(Position.at(7)));
  }

  @Test
  void aPositionBeyondTheEndIsNoticed() throws Exception {
    Topic topic = tenMinutes();
    positions(topic).commit(Map.of(0, new Position(300, T0)));
    KafkaClusterException beyond =
        assertThrows(KafkaClusterException.class, () -> positions(topic).start(0, true));
    assertThat(beyond.getMessage(), containsString("ends at 10, before the position 300"));
  }

  /** Brokers that keep the positions of a group when they delete the topic. */
  @Test
  void aPositionInATopicThatWasMadeAnewIsNoticed() throws Exception {
    Topic topic = tenMinutes();
    positions(topic).commit(Map.of(0, new Position(3, T0)));
    Topic anew =
        new Topic(
            topic.name(),
            "rZJf0YbHQwCKVCIdBz8ofg",
            2,
            false,
            topic.ahead(),
            topic.retention(),
            false,
            false);

    KafkaClusterException refused =
        assertThrows(KafkaClusterException.class, () -> positions(anew).start(0, true));
    assertThat(
        refused.getMessage(),
        allOf(
            containsString(topic.name() + " was deleted and made anew: the position of the group"),
            containsString("begin with another --group and another --output")));
  }

  @Test
  void commitsOfAnEarlierReleaseAreReadToo() throws Exception {
    Topic topic = tenMinutes();
    try (Admin admin = world.admin()) {
      OffsetAndMetadata then =
          new OffsetAndMetadata(3, "partitions=2 watermark=" + (T0 + 2 * MINUTE));
      OffsetAndMetadata none = new OffsetAndMetadata(0, "partitions=2");
      admin
          .alterConsumerGroupOffsets(
              group(topic), Map.of(topic.partition(0), then, topic.partition(1), none))
          .all()
          .get();
    }
    assertThat(positions(topic).start(0, false).get(0), is(new Position(3, T0 + 2 * MINUTE)));
  }

  @Test
  void partitionsThatWereAddedAreReadFromTheirBeginning() throws Exception {
    Topic topic = tenMinutes();
    positions(topic).commit(Map.of(0, new Position(8, T0 + 7 * MINUTE), 1, Position.at(0)));
    world.grow(topic, 3);
    world.send(topic, 2, T0, "a");
    Topic grown = topics.describe(topic.name());
    assertThat(positions(grown).start(0, false).get(2), is(Position.at(0)));
    assertThat(
        "its record belongs to windows to which the others have brought what they had",
        positions(grown).start(3 * MINUTE, false),
        is(Map.of(0, Position.at(0), 1, Position.at(0), 2, Position.at(0))));

    world.deleteBefore(grown, 2, 1);
    KafkaClusterException lost =
        assertThrows(KafkaClusterException.class, () -> positions(grown).start(0, false));
    assertThat(lost.getMessage(), containsString("-2: 1 records were deleted before they were"));
  }

  /** What the broker stamps in a new partition is later than all that was read before. */
  @Test
  void whatIsAppendedToAPartitionThatWasAddedIsNoEarlierThanThePositions() throws Exception {
    Topic topic = world.topic(1, APPENDED);
    world.send(topic, 0, 0, "a");
    long now = System.currentTimeMillis();
    positions(topic).commit(Map.of(0, new Position(1, now)));
    world.grow(topic, 2);

    assertThat(
        positions(topics.describe(topic.name())).start(MINUTE, false),
        is(Map.of(0, new Position(0, now - MINUTE), 1, new Position(0, now - MINUTE))));
  }

  @Test
  void aTopicThatIsMissingIsNamedWithThoseLikeIt() throws Exception {
    world.topic(1, STAMPED);
    KafkaClusterException missing =
        assertThrows(KafkaClusterException.class, () -> topics.describe("payment.v1"));
    assertThat(
        missing.getMessage(),
        allOf(
            containsString(" has no topic payment.v1; there is payments0.v1"),
            containsString("Kafka at 127.0.0.1:")));
  }

  @Test
  void aPartitionThatNoBrokerLeadsIsNamed() throws Exception {
    Node one = new Node(1, "h", 1);
    List<Node> replicas = List.of(one, new Node(3, "h", 2));
    assertThat(
        Topics.withoutLeader(
            "t.v1",
            List.of(
                new TopicPartitionInfo(0, one, replicas, replicas),
                new TopicPartitionInfo(1, null, replicas, List.of()))),
        contains(
            "t.v1-1 can't be read: none of the brokers that have it leads it (1, 3); start one of them"));
    topics.requireLeaders(world.topic(2, STAMPED));
  }

  @Test
  void topicsAreDescribed() throws Exception {
    Topic kept =
        world.topic(
            3, Map.of("message.timestamp.type", "LogAppendTime", "retention.ms", "3600000"));
    assertThat(
        kept, is(new Topic(kept.name(), kept.id(), 3, true, 60_000, 3_600_000, false, false)));
    assertThat(world.topic(1, Map.of("retention.bytes", "1000000")).boundedInSize(), is(true));
    assertThat(
        world.topic(1, Map.of("cleanup.policy", "compact", "retention.ms", "5")).retention(),
        is(Long.MAX_VALUE));
    assertThat(world.topic(1, Map.of("retention.ms", "-1")).retention(), is(Long.MAX_VALUE));
  }
}
