package dev.tideline.io.kafka.source;

import static dev.tideline.io.kafka.source.PaymentTopics.APPENDED;
import static dev.tideline.io.kafka.source.PaymentTopics.DELAY;
import static dev.tideline.io.kafka.source.PaymentTopics.STAMPED;
import static dev.tideline.io.kafka.source.PaymentTopics.T0;
import static dev.tideline.io.kafka.source.PaymentTopics.open;
import static dev.tideline.io.kafka.source.PaymentTopics.payment;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Positions;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.Topics;
import dev.tideline.io.kafka.source.PaymentTopics.Reader;
import dev.tideline.io.kafka.source.PaymentTopics.Run;
import dev.tideline.io.unbounded.EventBatch.Stretch;
import dev.tideline.payment.Payment;
import dev.tideline.records.Reject;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import java.lang.invoke.SerializedLambda;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaReaderTest {

  @TempDir private static Path folder;
  private static PaymentTopics world;

  @BeforeAll
  static void startBroker() throws IOException {
    world = PaymentTopics.start(folder.resolve("broker"));
  }

  @AfterAll
  static void stopBroker() {
    world.close();
  }

  @Test
  void readsUpToTheEndsAndIsThenAtTheEndOfTime() throws Exception {
    Topic topic = world.topic(3, STAMPED); // partition 2 never has a record
    world.send(topic, 0, T0, "a");
    world.send(topic, 0, T0 + 5, "b");
    world.send(topic, 0, T0 + 9, "d");
    world.send(topic, 1, T0 + 1, "c");
    Run now = world.now(topic);
    world.send(topic, 1, T0 + 2, "after the end");

    try (Reader reader = open(now)) {
      reader.untilEnd();

      assertThat(reader.ids, containsInAnyOrder("a", "b", "d", "c"));
      assertThat(reader.call(), is(false));
    }
  }

  @Test
  void anElementIsAsOldAsTheOldestOfItsRecords() throws Exception {
    Topic topic = world.topic(1, STAMPED);
    world.send(topic, 0, T0 + 50, "a");
    world.send(topic, 0, T0, "b");
    try (Reader reader = open(world.live(topic))) {
      reader.untilRead(2);
      assertThat(reader.beam.getCurrentTimestamp().getMillis(), is(T0));
      assertThat(reader.watermark(), is(T0 + 50 - DELAY));
    }
  }

  @Test
  void theLeastPartitionHoldsTheWatermarkUntilItIsIdle() throws Exception {
    Topic topic = world.topic(3, STAMPED);
    world.send(topic, 0, T0 + 100_000, "far");
    world.send(topic, 1, T0, "near");
    try (Reader reader = open(world.live(topic))) {
      reader.untilRead(2);
      assertThat(reader.watermark(), lessThan(T0)); // nothing is known of partition 2
      assertThat(reader.ids, containsInAnyOrder("far", "near"));

      reader.until(() -> quiet(reader)); // all are idle: nobody moves the watermark
      long before = reader.watermark();
      world.send(topic, 0, T0 + 200_000, "farther");
      reader.untilRead(3);

      assertThat(before, lessThan(T0 + 200_000 - DELAY));
      reader.untilWatermark(watermark -> watermark == T0 + 200_000 - DELAY);
    }
  }

  /** Calls for three seconds, longer than any patience of the reader. */
  private static boolean quiet(Reader reader) {
    long end = System.nanoTime() + 3_000_000_000L;
    while (System.nanoTime() < end) {
      reader.call();
    }
    return true;
  }

  @Test
  void partitionsKeepInStepWhenItCatchesUp() throws Exception {
    Topic topic = world.topic(3, STAMPED);
    int minutes = 3_000; // two days; more than one poll returns of a partition
    for (int minute = 0; minute < minutes; minute++) {
      for (int partition = 0; partition < 3; partition++) {
        world.sendSoon(topic, partition, T0 + minute * 60_000L, "p" + partition + "-" + minute);
      }
    }
    world.flush();
    try (Reader reader = open(world.now(topic))) {
      reader.untilEnd();

      assertThat(reader.ids.size(), is(3 * minutes));
      int[] reached = {-1, -1, -1};
      int furthest = 0;
      for (String id : reader.ids) {
        reached[id.charAt(1) - '0'] = Integer.parseInt(id.substring(3));
        furthest =
            Math.max(
                furthest,
                IntStream.of(reached).max().orElseThrow()
                    - IntStream.of(reached).min().orElseThrow());
      }
      assertThat(furthest, lessThan(62));
    }
  }

  @Test
  void betweenTwoCheckpointMarksItHandsOverNoMoreThanItsSpan() throws Exception {
    Topic topic = world.topic(1, STAMPED);
    for (int minute = 0; minute < 10; minute++) {
      world.send(topic, 0, T0 + minute * 60_000L, "p" + minute);
    }
    Run now = world.now(topic);
    Run threeMinutes = now.atATime(180_000);
    try (Reader reader = open(threeMinutes)) {
      reader.untilRead(4);
      for (int call = 0; call < 100; call++) {
        assertThat(reader.call(), is(false));
      }
      assertThat(reader.ids, contains("p0", "p1", "p2", "p3"));

      reader.checkpoint();
      reader.untilRead(8);
      assertThat(reader.call(), is(false));
      reader.checkpoint();
      reader.untilEnd();
      assertThat(reader.ids.size(), is(10));
    }
  }

  @Test
  void whatIsBehindReadsOnAndHandsOverAllThatWaitsAsOneElement() throws Exception {
    Topic topic = world.topic(2, STAMPED);
    IntStream.range(0, 1_200).forEach(i -> world.sendSoon(topic, 0, T0 + i, "a" + i));
    IntStream.range(0, 900).forEach(i -> world.sendSoon(topic, 1, T0 + i, "b" + i));
    world.flush();
    try (Reader reader = readingOn(world.now(topic))) {
      reader.until(() -> !reader.ids.isEmpty());

      assertThat(reader.ids.size(), greaterThanOrEqualTo(900)); // all of one partition at least
      assertThat(reader.beam.getCurrentTimestamp().getMillis(), is(T0));
      assertThat(
          reader.beam.getCurrent().stretches().stream().mapToInt(Stretch::records).sum(),
          is(reader.ids.size()));
      reader.untilEnd();
      assertThat(Set.copyOf(reader.ids), hasSize(2_100));
    }
  }

  @Test
  void readingOnItKeepsToItsSpan() throws Exception {
    Topic topic = world.topic(1, STAMPED);
    for (int minute = 0; minute < 10; minute++) {
      world.send(topic, 0, T0 + minute * 60_000L, "m" + minute);
    }
    try (Reader reader = readingOn(world.now(topic).atATime(180_000))) {
      reader.until(() -> !reader.ids.isEmpty());
      assertThat(reader.ids, contains("m0", "m1", "m2", "m3"));

      reader.checkpoint();
      reader.until(() -> reader.ids.size() > 4);
      assertThat(reader.ids, hasSize(8));
    }
  }

  /** A reader that may take a minute for an element, which is longer than it needs for all. */
  private static Reader readingOn(Run run) {
    return new Reader(
        new KafkaReader<>(
            run.source(),
            run.how(),
            PaymentTopics.PAYMENTS.parser(),
            run.starts(),
            Position.UNKNOWN,
            60_000));
  }

  @Test
  void theBrokersClockMovesSilentPartitions() throws Exception {
    Topic topic = world.topic(2, APPENDED);
    try (Reader reader = open(world.live(topic))) {
      assertThat(reader.call(), is(false));
      long begun = System.currentTimeMillis();

      reader.untilWatermark(watermark -> watermark >= begun);
      assertThat(reader.watermark(), lessThan(System.currentTimeMillis() - DELAY + 1));

      world.send(topic, 0, 0, "a");
      reader.untilRead(1);
      assertThat(reader.beam.getCurrentTimestamp().getMillis(), greaterThanOrEqualTo(begun));
    }
  }

  @Test
  void anOpenTransactionHoldsTheWatermark() throws Exception {
    Topic topic = world.topic(1, APPENDED);
    try (KafkaProducer<byte[], byte[]> producer =
            world.producer(Map.of("transactional.id", "open"));
        Reader reader = open(world.live(topic))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic.name(), 0, null, null, nowPaid("held"))).get();
      long sent = System.currentTimeMillis();

      reader.until(() -> quiet(reader));
      assertThat(reader.watermark(), lessThan(sent));
      assertThat(reader.ids, is(empty()));

      producer.commitTransaction();
      reader.untilRead(1).untilWatermark(watermark -> watermark > sent);
    }
  }

  private static byte[] nowPaid(String id) {
    return payment(id, System.currentTimeMillis());
  }

  @Test
  void transactionsLeaveMarkersThatAreNotWaitedFor() throws Exception {
    Topic topic = world.topic(1, APPENDED);
    try (KafkaProducer<byte[], byte[]> producer =
        world.producer(Map.of("transactional.id", "several"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic.name(), 0, null, null, nowPaid("aborted"))).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic.name(), 0, null, null, nowPaid("committed"))).get();
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic.name(), 0, null, null, nowPaid("open"))).get();
      Run now = world.now(topic);

      try (Reader reader = open(now)) {
        reader.untilEnd();
        assertThat(reader.ids, contains("committed"));
        assertThat(reader.checkpoint().positions().get(0).offset(), is(4L));
      }
      producer.abortTransaction();
    }
  }

  @Test
  void aReaderGoesOnAtACheckpoint() throws Exception {
    Topic topic = world.topic(1, STAMPED);
    world.send(topic, 0, T0, "a");
    world.send(topic, 0, T0 + 1, "b");
    KafkaCheckpoint checkpoint;
    try (Reader reader = open(world.live(topic))) {
      reader.untilRead(2);
      checkpoint = reader.checkpoint();
    }
    world.send(topic, 0, T0 + 2, "c");

    KafkaCheckpoint restored = CoderUtils.clone(KafkaCheckpoint.CODER, checkpoint);
    Run again = world.live(topic);
    try (Reader another = open(again.source(), restored, again)) {
      another.untilRead(1);
      assertThat(another.ids, contains("c"));
    }
  }

  @Test
  void recordsThatAreNoEventsAreRejectedInTheMinutesOfTheirNeighbours() throws Exception {
    Topic topic = world.topic(1, STAMPED);
    world.send(topic, 0, T0, "a");
    world.sendRaw(topic, 0, T0 + 1, null);
    world.sendRaw(topic, 0, 17, payment("from 1970", T0));
    world.sendRaw(topic, 0, T0 + 2, "no json 4929123412341234".getBytes(StandardCharsets.UTF_8));
    try (Reader reader = open(world.live(topic))) {
      reader.untilRead(4);

      assertThat(
          reader.rejects.stream().map(Reject::reason).toList(),
          containsInAnyOrder(
              RejectReason.NOT_JSON, RejectReason.IMPLAUSIBLE_TIME, RejectReason.NOT_JSON));
      assertThat(
          reader.rejects.stream().map(Reject::ingestTime).toList(),
          containsInAnyOrder(T0 + 1, T0 + 1, T0 + 2));
      assertThat(reader.rejects.toString(), not(containsString("4929")));
    }
  }

  @Test
  void aCheckpointIsCommittedWhenItIsFinalized() throws Exception {
    Topic topic = world.topic(2, STAMPED);
    world.send(topic, 0, T0, "a");
    try (Reader reader = open(world.live(topic))) {
      reader.untilRead(1);
      reader.checkpoint().finalizeCheckpoint();
      reader.until(() -> !committed(topic).isEmpty());
      assertThat(committed(topic), is(Map.of(0, new Position(1, T0 - DELAY), 1, Position.at(0))));
    }
  }

  private static Map<Integer, Position> committed(Topic topic) {
    try (Topics topics = Topics.of(world.cluster())) {
      return Positions.of(topics, topic, PaymentTopics.group(topic)).committed();
    }
  }

  @Test
  void whatWasDeletedBeforeItWasReadIsNotPassedOver() throws Exception {
    Topic topic = world.topic(1, STAMPED);
    for (int i = 0; i < 5; i++) {
      world.send(topic, 0, T0 + i, "p" + i);
    }
    Run run = world.live(topic);
    world.deleteBefore(topic, 0, 3);

    try (Reader reader = open(run)) {
      KafkaClusterException lost = assertThrows(KafkaClusterException.class, reader::call);
      assertThat(lost.getMessage(), containsString("3 records were deleted"));
    }
  }

  @Test
  void itGoesOnFromACheckpointWithoutWhatWasDeletedIfToldTo() throws Exception {
    Topic topic = world.topic(1, STAMPED);
    world.send(topic, 0, T0, "p0");
    Run before = world.live(topic);
    KafkaSource<Payment> then = before.source();
    KafkaCheckpoint checkpoint;
    try (Reader reader = open(then, null, before)) {
      reader.untilRead(1);
      checkpoint = reader.checkpoint();
    }
    for (int i = 1; i < 5; i++) {
      world.send(topic, 0, T0 + i, "p" + i);
    }
    world.deleteBefore(topic, 0, 3);

    Run accepting = world.live(topic).acceptingLoss();
    try (Reader reader = open(then, checkpoint, accepting)) {
      reader.untilRead(2);
      assertThat(reader.ids, contains("p3", "p4"));
    }
  }

  @Test
  void aRunThatGoesOnFromACheckpointReadsByItsOwnRulesNotByThoseOfTheCheckpoint() throws Exception {
    Topic topic = world.topic(1, STAMPED);
    world.send(topic, 0, T0, "a");
    Run before = world.live(topic);
    KafkaSource<Payment> then = before.source();
    KafkaCheckpoint checkpoint;
    try (Reader reader = open(then, null, before)) {
      reader.untilRead(1);
      checkpoint = reader.checkpoint();
    }

    Run slower = world.live(topic).delayedBy(2 * DELAY);
    try (Reader reader = open(then, checkpoint, slower)) {
      world.send(topic, 0, T0 + 10 * DELAY, "b");
      reader.untilRead(1);
      assertThat(reader.ids, contains("b"));
      assertThat(reader.watermark(), is(T0 + 8 * DELAY));
    }
    Topic other = world.topic(1, STAMPED);
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> open(then, checkpoint, world.live(other)));
    assertThat(refused.getMessage(), containsString("the state is of topic " + topic.name()));
  }

  /**
   * A runner keeps sources in its checkpoints; how a record is parsed knows the card key's place.
   */
  @Test
  void aSourceHasNothingOfHowARecordIsParsed() throws Exception {
    Run run = world.live(world.topic(1, STAMPED));
    byte[] kept = SerializableUtils.serializeToByteArray(run.source());
    String parser = SerializedLambda.class.getName();

    assertThat(new String(kept, ISO_8859_1), not(containsString(parser)));
    byte[] told =
        Base64.getDecoder().decode(run.options().as(KafkaReadOptions.class).getKafkaParser());
    assertThat(new String(told, ISO_8859_1), containsString(parser));
  }

  @Test
  void whatIsDeletedWhileItIsReadIsNotPassedOver() throws Exception {
    Topic topic = world.topic(1, STAMPED);
    try (Reader reader = open(world.live(topic))) {
      reader.call();
      // Nothing is polled between these two, as when the run falls behind the retention.
      for (int i = 0; i < 5; i++) {
        world.send(topic, 0, T0 + i, "p" + i);
      }
      world.deleteBefore(topic, 0, 4);
      KafkaClusterException lost =
          assertThrows(
              KafkaClusterException.class, () -> reader.until(() -> reader.ids.size() == 5));
      assertThat(lost.getMessage(), containsString("records were deleted"));
    }
  }

  @Test
  void partitionsThatAreAddedWhileItReadsAreReadFromTheirBeginning() throws Exception {
    Topic topic = world.topic(1, APPENDED);
    world.send(topic, 0, 0, "a");
    KafkaCheckpoint checkpoint;
    Run run = world.live(topic);
    try (Reader reader = open(run)) {
      reader.untilRead(1);
      world.grow(topic, 3);
      world.send(topic, 1, 0, "b");
      world.send(topic, 2, 0, "c");
      long sent = System.currentTimeMillis();

      reader.untilRead(3);
      assertThat(reader.ids, containsInAnyOrder("a", "b", "c"));
      assertThat(reader.watermark(), lessThan(sent + 30_000));
      reader.untilWatermark(watermark -> watermark > sent);
      checkpoint = reader.checkpoint();
      assertThat(checkpoint.positions().keySet(), contains(0, 1, 2));
    }
    world.send(topic, 2, 0, "d");
    try (Reader again = open(run.source(), checkpoint, run)) {
      again.untilRead(1);
      assertThat(again.ids, contains("d"));
    }
  }

  @Test
  void eachReaderAdoptsItsShareOfThePartitionsThatWereAdded() throws Exception {
    Topic topic = world.topic(2, STAMPED);
    Run run = world.live(topic);
    world.grow(topic, 5);
    List<KafkaSource<Payment>> parts = run.source().split(2, run.options());
    for (int i = 0; i < 2; i++) {
      try (Reader reader = open(parts.get(i), null, run)) {
        reader.call();
        assertThat(
            reader.checkpoint().positions().keySet(), is(i == 0 ? Set.of(0, 2, 4) : Set.of(1, 3)));
      }
    }
  }

  @Test
  void aRunThatHasEndsDoesNotReadPartitionsThatWereAddedSince() throws Exception {
    Topic topic = world.topic(1, STAMPED);
    world.send(topic, 0, T0, "a");
    Run now = world.now(topic);
    world.grow(topic, 2);
    world.send(topic, 1, T0, "b");
    try (Reader reader = open(now)) {
      reader.untilEnd();
      assertThat(reader.ids, contains("a"));
    }
  }

  @Test
  void aRunThatGoesOnReadsPartitionsThatItsStateDoesNotKnowUpToItsEnds() throws Exception {
    Topic topic = world.topic(1, STAMPED);
    world.send(topic, 0, T0, "a");
    Run run = world.live(topic);
    KafkaCheckpoint checkpoint;
    try (Reader reader = open(run)) {
      reader.untilRead(1);
      checkpoint = reader.checkpoint();
    }
    world.grow(topic, 2);
    world.send(topic, 1, T0, "b");
    Run now = world.now(topic.withPartitions(2));
    world.send(topic, 1, T0, "after the end");
    try (Reader reader = open(run.source(), checkpoint, now)) {
      reader.untilEnd();
      assertThat(reader.ids, contains("b"));
    }
  }

  @Test
  void aTopicThatIsMadeAnewWhileItReadsIsNotReadOn() throws Exception {
    Topic topic = world.topic(1, STAMPED);
    world.send(topic, 0, T0, "a");
    Run run = world.live(topic);
    try (Reader reader = open(run)) {
      reader.untilRead(1);
      KafkaCheckpoint checkpoint = reader.checkpoint();
      Topic anew = world.makeAnew(topic, STAMPED);
      world.send(anew, 0, T0, "a");
      world.send(anew, 0, T0 + 1, "b");

      KafkaClusterException noticed =
          assertThrows(KafkaClusterException.class, () -> reader.until(() -> false));
      assertThat(noticed.getMessage(), containsString(topic.name() + " was deleted and made anew"));
      assertThrows(KafkaClusterException.class, open(run)::call);
      IllegalStateException refused =
          assertThrows(
              IllegalStateException.class, () -> open(run.source(), checkpoint, world.live(anew)));
      assertThat(refused.getMessage(), containsString("the state is of the topic that was there"));
    }
  }

  @Test
  void aTopicThatWasMadeAnewJustBeforeTheEndIsNoticedToo() throws Exception {
    Topic topic = world.topic(1, STAMPED);
    world.send(topic, 0, T0, "a");
    try (Reader reader = open(world.now(topic))) {
      reader.untilRead(1);
      world.makeAnew(topic, STAMPED);
      assertThrows(KafkaClusterException.class, reader::call);
    }
  }
}
