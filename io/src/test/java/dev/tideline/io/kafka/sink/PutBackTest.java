package dev.tideline.io.kafka.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.broker.Broker;
import dev.tideline.io.deadletters.Original;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.NewTopics;
import dev.tideline.records.Payload;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Records that were rejected go back to their topic, stamped by the broker, each once. */
class PutBackTest {

  @TempDir private static Path folder;
  private static Broker broker;
  private static KafkaCluster cluster;

  private String topic;
  private DeadLetters letters;

  @BeforeAll
  static void startBroker() throws IOException {
    broker = Broker.start(folder.resolve("broker"));
    cluster = new KafkaCluster(broker.bootstrapServers(), null);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void twoTopics(TestInfo test) throws Exception {
    topic = test.getTestMethod().orElseThrow().getName() + ".v1";
    letters = new DeadLetters(DeadLetters.topicFor(topic));
    Map<String, String> stamped = Map.of("message.timestamp.type", "LogAppendTime");
    try (Admin admin = Admin.create(cluster.connection())) {
      NewTopics.create(
          admin,
          List.of(
              new NewTopic(topic, 2, (short) 1).configs(stamped),
              new NewTopic(letters.topic(), 1, (short) 1)));
    }
  }

  /** Sends a record, and as a stream would the letter that it is rejected by. */
  private RecordMetadata rejected(int partition, String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, partition, "key".getBytes(UTF_8), value.getBytes(UTF_8));
      record.headers().add("traced", "yes".getBytes(UTF_8));
      RecordMetadata sent = producer.send(record).get();
      producer.send(letters.message(reject(sent))).get();
      return sent;
    }
  }

  private static Reject reject(RecordMetadata sent) {
    return new Reject(
        RejectReason.UNKNOWN_STORE,
        "store_id",
        "",
        RecordLocation.inTopic(sent.topic(), sent.partition(), sent.offset()),
        sent.timestamp(),
        new Payload("{}", 70));
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(cluster.connection());
    properties.putAll(more);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private PutBack.Result putBack() throws IOException {
    return PutBack.from(cluster, letters).run();
  }

  /** What a pipeline reads that was put back: where it was found, and its value. */
  private List<String> back() {
    List<String> back = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = cluster.consumer(null, 100)) {
      List<TopicPartition> both =
          List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
      consumer.assign(both);
      consumer.seekToBeginning(both);
      Map<TopicPartition, Long> ends = consumer.endOffsets(both);
      while (both.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          Header from = record.headers().lastHeader(PutBack.REPLAYED_FROM);
          if (from != null) {
            assertThat(new String(record.key(), UTF_8), is("key"));
            assertThat(record.headers().lastHeader("traced").value(), is("yes".getBytes(UTF_8)));
            back.add(
                "%s: %s"
                    .formatted(new String(from.value(), UTF_8), new String(record.value(), UTF_8)));
          }
        }
      }
    }
    return back;
  }

  @Test
  void eachGoesBackOnceHoweverOftenItIsAsked() throws Exception {
    rejected(0, "a");
    RecordMetadata b = rejected(1, "b");
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      producer.send(letters.message(reject(b))).get(); // a stream that goes on sends some again
    }

    assertThat(putBack(), is(new PutBack.Result(2, 1, List.of())));
    assertThat(putBack(), is(new PutBack.Result(0, 3, List.of())));
    rejected(0, "c");
    assertThat(putBack(), is(new PutBack.Result(1, 3, List.of())));

    assertThat(back(), containsInAnyOrder(topic + "-0@0: a", topic + "-1@0: b", topic + "-0@3: c"));
  }

  @Test
  void whatWasSentByOneThatDiedIsSentByTheNext() throws Exception {
    rejected(0, "a");
    try (KafkaProducer<byte[], byte[]> died =
        producer(Map.of("transactional.id", PutBack.nameFor(letters.topic())))) {
      died.initTransactions();
      died.beginTransaction();
      ProducerRecord<byte[], byte[]> half =
          new ProducerRecord<>(topic, 0, "key".getBytes(UTF_8), "half".getBytes(UTF_8));
      half.headers().add(PutBack.REPLAYED_FROM, "half".getBytes(UTF_8));
      died.send(half).get();

      assertThat(putBack().sent(), is(1));
    }

    assertThat(putBack().sent(), is(0));
    assertThat(back(), contains(topic + "-0@0: a"));
  }

  @Test
  void aRecordThatRetentionHasDeletedIsNamed() throws Exception {
    rejected(0, "a");
    rejected(0, "b");
    try (Admin admin = Admin.create(cluster.connection())) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(1)))
          .all()
          .get();
    }

    PutBack.Result result = putBack();

    assertThat(result.sent(), is(1));
    assertThat(
        result.not().stream().map(Original::whyNot).toList(),
        contains("its topic no longer has it"));
    assertThat(back(), contains(topic + "-0@1: b"));
  }

  @Test
  void aRecordOfATopicThatWasMadeAnewIsNotTakenForIt() throws Exception {
    RecordMetadata sent = rejected(0, "a");
    Reject before =
        new Reject(
            RejectReason.UNKNOWN_STORE,
            "store_id",
            "",
            RecordLocation.inTopic(topic, 0, sent.offset()),
            sent.timestamp() - 1,
            new Payload("{}", 70));
    DeadLetters others = new DeadLetters(topic + ".others");
    try (Admin admin = Admin.create(cluster.connection());
        KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      NewTopics.create(admin, List.of(new NewTopic(others.topic(), 1, (short) 1)));
      producer.send(others.message(before)).get();
    }

    PutBack.Result result = PutBack.from(cluster, others).run();

    assertThat(
        result.not().stream().map(Original::whyNot).toList(),
        contains("another record stands there now"));
  }

  @Test
  void whatIsNoDeadLetterIsNamed() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      producer.send(new ProducerRecord<>(letters.topic(), "{}".getBytes(UTF_8))).get();
    }

    IOException damaged = assertThrows(IOException.class, this::putBack);
    assertThat(
        damaged.getMessage(), is(letters.topic() + "-0@0 is no dead letter of this release"));
    KafkaClusterException missing =
        assertThrows(
            KafkaClusterException.class,
            () -> PutBack.from(cluster, new DeadLetters("no-such.dlq")).run());
    assertThat(missing.getMessage(), containsString("no topic no-such.dlq"));
  }
}
