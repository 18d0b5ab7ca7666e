package dev.tideline.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.broker.Broker;
import dev.tideline.fraud.FraudCoders;
import dev.tideline.fraud.FraudSignal;
import dev.tideline.intake.IntakeCoders;
import dev.tideline.intake.Payload;
import dev.tideline.intake.Place;
import dev.tideline.intake.Reject;
import dev.tideline.intake.RejectReason;
import dev.tideline.kafka.Cluster;
import dev.tideline.kafka.ClusterException;
import dev.tideline.payment.CardToken;
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

class KafkaSinksTest {

  private static final CardToken CARD = new CardToken(1, 2);
  private static final Duration PATIENCE = Duration.standardMinutes(10);

  @TempDir private static Path folder;
  private static Broker broker;
  private static Cluster cluster;

  @BeforeAll
  static void startBroker() throws IOException {
    broker = Broker.start(folder.resolve("broker"));
    cluster = new Cluster(broker.bootstrapServers(), null);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void aPipelineSendsItsSignals() throws Exception {
    Signals signals = new Signals(topic("signals", 3));
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline
        .apply(
            "Signals",
            Create.of(signal("p1", 5), signal("p2", 6), signal("p1", 7), signal("p1", 6))
                .withCoder(FraudCoders.SIGNAL))
        .apply("SendSignals", signals.sendTo(cluster));

    pipeline.run().waitUntilFinish();

    assertThat(
        signals.finalSignals(cluster),
        containsInAnyOrder(
            FraudSignal.FORMAT.toJson(signal("p1", 7)),
            FraudSignal.FORMAT.toJson(signal("p2", 6))));
    for (ConsumerRecord<byte[], byte[]> message : TopicLog.read(cluster, signals.topic())) {
      assertThat(new String(message.key(), UTF_8), is(CARD.toString()));
      String id = header(message, Signals.ID);
      assertThat(new String(message.value(), UTF_8), containsString("\"" + id + "\""));
      assertThat(header(message, Signals.INGEST_TIME), is("2026-03-17T09:00:00.123Z"));
    }
  }

  @Test
  void aPipelineSendsItsBrokenRecords() throws Exception {
    DeadLetters letters = new DeadLetters(topic("payments.v1.dlq.v1", 1));
    Reject reject =
        new Reject(
            RejectReason.NOT_UTF8,
            "",
            new Place("payments.v1", 3, 17),
            1_773_738_000_000L,
            Payload.of(new byte[] {'{', -1}));
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline
        .apply("Rejects", Create.of(reject).withCoder(IntakeCoders.REJECT))
        .apply("SendRejects", letters.sendTo(cluster));

    pipeline.run().waitUntilFinish();

    List<ConsumerRecord<byte[], byte[]>> sent = TopicLog.read(cluster, letters.topic());
    assertThat(sent.stream().map(KafkaSinksTest::value).toList(), contains(AnswerJson.of(reject)));
    assertThat(new String(sent.get(0).key(), UTF_8), is("payments.v1-3@17"));
    assertThat(header(sent.get(0), DeadLetters.REASON), is("NOT_UTF8"));
    assertThat(header(sent.get(0), DeadLetters.TOPIC), is("payments.v1"));
    assertThat(header(sent.get(0), DeadLetters.PARTITION), is("3"));
    assertThat(header(sent.get(0), DeadLetters.OFFSET), is("17"));
  }

  @Test
  void aBrokerThatGoesAndComesBackGetsAllAndNothingTwice() throws Exception {
    String topic = topic("restarted", 1);
    SendFn<String> fn = fn(cluster, topic, PATIENCE);
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
        TopicLog.read(cluster, topic).stream().map(KafkaSinksTest::value).toList(),
        contains("before", "while", "it", "is", "away", "after"));
  }

  @Test
  void aBundleThatIsNotTakenFailsAndCanBeTriedAgain() throws Exception {
    String topic = topic("small", 1);
    SendFn<String> fn = fn(cluster, topic, PATIENCE);

    IOException refused =
        assertThrows(IOException.class, () -> sendBundle(fn, "x".repeat(2 << 20), "short"));
    sendBundle(fn, "short");
    fn.teardown();

    assertThat(refused.getMessage(), containsString("topic " + topic));
    assertThat(
        TopicLog.read(cluster, topic).stream().map(KafkaSinksTest::value).toList(),
        contains("short"));
  }

  @Test
  void anEmptyTopicIsReadAtOnce() throws Exception {
    String topic = topic("empty", 4);

    assertThat(TopicLog.read(cluster, topic), is(new ArrayList<>()));
  }

  @Test
  void aTopicThatIsNotThereIsNamed() {
    ClusterException missing =
        assertThrows(ClusterException.class, () -> new Signals("no-such").finalSignals(cluster));

    assertThat(missing.getMessage(), containsString("no-such"));
  }

  @Test
  void whatIsNoSignalIsNotTakenForOne() throws Exception {
    String topic = topic("mixed", 1);
    SendFn<String> others = fn(cluster, topic, PATIENCE);
    sendBundle(others, FraudSignal.FORMAT.toJson(signal("p1", 5)), "{\"score\":7}");
    others.teardown();
    SendFn<FraudSignal> ours = new SendFn<>(cluster, new Signals(topic)::message, PATIENCE);
    sendBundle(ours, signal("p2", 6));
    ours.teardown();

    assertThat(
        new Signals(topic).finalSignals(cluster),
        is(List.of(FraudSignal.FORMAT.toJson(signal("p2", 6)))));
  }

  @Test
  void aClusterThatStaysAwayFailsTheBundle() {
    SendFn<String> fn = fn(new Cluster("127.0.0.1:1", null), "none", Duration.standardSeconds(1));

    IOException refused = assertThrows(IOException.class, () -> sendBundle(fn, "a"));
    fn.teardown();

    assertThat(refused.getMessage(), containsString("topic none"));
  }

  private static SendFn<String> fn(Cluster cluster, String topic, Duration patience) {
    return new SendFn<>(
        cluster, text -> new ProducerRecord<>(topic, text.getBytes(UTF_8)), patience);
  }

  @SafeVarargs
  private static <T> void sendBundle(SendFn<T> fn, T... texts) throws IOException {
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

  private static FraudSignal signal(String paymentId, int score) {
    return new FraudSignal(
        paymentId, CARD, 1_773_738_000_000L, score, "velocity", 1, 1_773_738_000_123L);
  }

  private static String value(ConsumerRecord<byte[], byte[]> message) {
    return new String(message.value(), UTF_8);
  }

  private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }
}
