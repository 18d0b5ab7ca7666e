package dev.tideline.io.kafka.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.broker.Broker;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.records.Payload;
import dev.tideline.records.RecordCoders;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
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
    Reject reject =
        new Reject(
            RejectReason.BAD_TIME,
            "event_time",
            "yester... (9 characters)",
            RecordLocation.inTopic("payments.v1", 3, 17),
            1_773_738_000_000L,
            new Payload("{}", 70));
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

  @Test
  void aBrokerThatGoesAndComesBackGetsAllAndNothingTwice() throws Exception {
    String topic = topic("restarted", 1);
    SendToKafkaFn<String> fn = fn(cluster, topic, PATIENCE);
    sendBundle(fn, "before");
    int port = broker.port();
    broker.close();
    CompletableFuture<Void> meanwhile =
        CompletableFuture.runAsync(
            () -> {
              try {
                sendBundle(fn, "while", "it", "is", "away");
              } catch (IOException failed) {
                throw new UncheckedIOException(failed);
              }
            });
    assertThat(meanwhile.isDone(), is(false));

    broker = Broker.start(folder.resolve("broker"), port);
    meanwhile.join();
    sendBundle(fn, "after");
    fn.teardown();

    assertThat(
        contents(topic).stream().map(SendToKafkaTest::value).toList(),
        contains("before", "while", "it", "is", "away", "after"));
  }

  @Test
  void aBundleThatIsNotTakenFailsAndCanBeTriedAgain() throws Exception {
    String topic = topic("small", 1);
    SendToKafkaFn<String> fn = fn(cluster, topic, PATIENCE);

    IOException refused =
        assertThrows(IOException.class, () -> sendBundle(fn, "x".repeat(2 << 20), "short"));
    sendBundle(fn, "short");
    fn.teardown();

    assertThat(refused.getMessage(), containsString("topic " + topic));
    assertThat(contents(topic).stream().map(SendToKafkaTest::value).toList(), contains("short"));
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
  void aClusterThatStaysAwayFailsTheBundle() {
    SendToKafkaFn<String> fn =
        fn(new KafkaCluster("127.0.0.1:1", null), "none", Duration.standardSeconds(1));

    IOException refused = assertThrows(IOException.class, () -> sendBundle(fn, "a"));
    fn.teardown();

    assertThat(refused.getMessage(), containsString("topic none"));
  }

  private static SendToKafkaFn<String> fn(KafkaCluster cluster, String topic, Duration patience) {
    return new SendToKafkaFn<>(
        cluster, text -> new ProducerRecord<>(topic, text.getBytes(UTF_8)), patience);
  }

  @SafeVarargs
  private static <T> void sendBundle(SendToKafkaFn<T> fn, T... texts) throws IOException {
    fn.startBundle();
    for (T text : texts) {
      fn.processElement(text);
    }
    fn.finishBundle();
  }

  private static String topic(String name, int partitions)
      throws IOException, InterruptedException, ExecutionException {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", (Object) cluster.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
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
