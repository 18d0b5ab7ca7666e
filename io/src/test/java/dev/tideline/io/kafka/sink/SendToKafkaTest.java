package dev.tideline.io.kafka.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.broker.Broker;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.NewTopics;
import dev.tideline.records.Payload;
import dev.tideline.records.RecordCoders;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.joda.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendToKafkaTest {

  private static final Duration PATIENCE = Duration.standardMinutes(10);

  @TempDir private static Path folder;
  private static Broker broker;
  private static KafkaCluster cluster;

  @BeforeAll
  static void startBroker() throws IOException {
    broker = Broker.start(folder.resolve("broker"));
    cluster = new KafkaCluster(broker.bootstrapServers(), null);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void aPipelineSendsItsBrokenRecords() throws Exception {
    DeadLetters letters = new DeadLetters(topic("payments.v1.dlq.v1", 1));
    Reject reject = reject("payments.v1", 17);
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline
        .apply("Rejects", Create.of(reject).withCoder(RecordCoders.REJECT))
        .apply("SendRejects", letters.sendTo(cluster));

    pipeline.run().waitUntilFinish();

    List<ConsumerRecord<byte[], byte[]>> sent = contents(letters.topic());
    assertThat(sent.stream().map(SendToKafkaTest::value).toList(), contains(AnswerJson.of(reject)));
    assertThat(new String(sent.get(0).key(), UTF_8), is("payments.v1-3@17"));
    assertThat(header(sent.get(0), DeadLetters.REASON), is("BAD_TIME"));
    assertThat(header(sent.get(0), DeadLetters.DETAIL), is("event_time"));
    assertThat(header(sent.get(0), DeadLetters.VALUE), is("yester... (9 characters)"));
    assertThat(header(sent.get(0), DeadLetters.TOPIC), is("payments.v1"));
    assertThat(header(sent.get(0), DeadLetters.PARTITION), is("3"));
    assertThat(header(sent.get(0), DeadLetters.OFFSET), is("17"));
  }

  private static Reject reject(String topic, long offset) {
    return new Reject(
        RejectReason.BAD_TIME,
        "event_time",
        "yester... (9 characters)",
        RecordLocation.inTopic(topic, 3, offset),
        1_773_738_000_000L,
        new Payload("{}", 70));
  }

  @Test
  void deadLettersAreCountedUnlessSomeWereDeleted() throws Exception {
    DeadLetters letters = new DeadLetters(topic("counted.dlq.v1", 1));
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline
        .apply(
            "Rejects",
            Create.of(
                    reject("counted.v1", 17),
                    reject("counted.v1", 18),
                    reject("counted.v1", 17),
                    reject("another.v1", 19))
                .withCoder(RecordCoders.REJECT))
        .apply("SendRejects", letters.sendTo(cluster));
    pipeline.run().waitUntilFinish();

    assertThat(letters.count(cluster, "counted.v1"), is(OptionalLong.of(2)));

    try (Admin admin = Admin.create(cluster.connection())) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(letters.topic(), 0), RecordsToDelete.beforeOffset(1)))
          .all()
          .get();
    }
    assertThat(letters.count(cluster, "counted.v1"), is(OptionalLong.empty()));
  }

  @Test
  void aBrokerThatGoesAndComesBackGetsAllAndNothingTwice() throws Exception {
    String topic = topic("restarted", 1);
    int port = broker.port();
    broker.close();
    CompletableFuture<Void> meanwhile =
        CompletableFuture.runAsync(() -> send(topic, PATIENCE, "while", "it", "is", "away"));
    assertThat(meanwhile.isDone(), is(false));

    broker = Broker.start(folder.resolve("broker"), port);
    meanwhile.join();

    assertThat(
        contents(topic).stream().map(SendToKafkaTest::value).toList(),
        containsInAnyOrder("while", "it", "is", "away"));
  }

  @Test
  void aRecordThatIsNotTakenFailsTheRun() throws Exception {
    String topic = topic("small", 1);

    Exception failed =
        assertThrows(
            Pipeline.PipelineExecutionException.class,
            () -> send(topic, PATIENCE, "x".repeat(2 << 20)));

    assertThat(reasons(failed), hasItem(containsString("topic " + topic + " did not take")));
  }

  @Test
  void aTopicThatIsNotThereIsNamed() {
    KafkaClusterException missing =
        assertThrows(KafkaClusterException.class, () -> contents("no-such"));

    assertThat(missing.getMessage(), containsString("no-such"));
  }

  @Test
  void anEmptyTopicIsReadAtOnce() throws Exception {
    String topic = topic("empty", 4);

    assertThat(contents(topic), is(new ArrayList<>()));
  }

  @Test
  void aClusterThatStaysAwayFailsTheRun() {
    KafkaCluster away = new KafkaCluster("127.0.0.1:1", null);

    Exception failed =
        assertThrows(
            Pipeline.PipelineExecutionException.class,
            () -> send(away, "none", Duration.standardSeconds(1), "a"));

    assertThat(reasons(failed), hasItem(containsString("topic none did not take")));
  }

  @Test
  void whatItTakesToLogInShowsNowhere() throws IOException {
    Path login = folder.resolve("login.properties");
    Files.writeString(login, "ssl.key.password=verysecret\n");
    SendToKafka<String> sink =
        SendToKafka.on(
            new KafkaCluster("127.0.0.1:1", login.toString()),
            text -> new ProducerRecord<>("any", text.getBytes(UTF_8)));
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline.apply("Texts", Create.of("a")).apply("SendTexts", sink);

    Set<String> shown = new HashSet<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            show(node);
          }

          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            show(node);
            return CompositeBehavior.ENTER_TRANSFORM;
          }

          private void show(TransformHierarchy.Node node) {
            if (node.getTransform() != null) {
              shown.add(DisplayData.from(node.getTransform()).toString());
            }
          }
        });

    assertThat(shown, hasItem(containsString("127.0.0.1:1")));
    assertThat(shown, not(hasItem(containsString("verysecret"))));
  }

  private static void send(String topic, Duration patience, String... texts) {
    send(cluster, topic, patience, texts);
  }

  private static void send(KafkaCluster cluster, String topic, Duration patience, String... texts) {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline
        .apply("Texts", Create.of(List.of(texts)))
        .apply(
            "SendTexts",
            SendToKafka.<String>on(
                    cluster, text -> new ProducerRecord<>(topic, text.getBytes(UTF_8)))
                .waitingAtMost(patience));
    pipeline.run().waitUntilFinish();
  }

  private static List<String> reasons(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(Throwable::toString)
        .toList();
  }

  private static String topic(String name, int partitions)
      throws IOException, InterruptedException, ExecutionException {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", (Object) cluster.bootstrapServers()))) {
      NewTopics.create(admin, List.of(new NewTopic(name, partitions, (short) 1)));
    }
    return name;
  }

  private static String value(ConsumerRecord<byte[], byte[]> message) {
    return new String(message.value(), UTF_8);
  }

  private static List<ConsumerRecord<byte[], byte[]>> contents(String topic) throws IOException {
    List<ConsumerRecord<byte[], byte[]>> contents = new ArrayList<>();
    TopicContents.read(cluster, topic, contents::add);
    return contents;
  }

  private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }
}
