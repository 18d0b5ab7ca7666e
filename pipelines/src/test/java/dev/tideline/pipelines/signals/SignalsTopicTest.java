package dev.tideline.pipelines.signals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.broker.Broker;
import dev.tideline.fraud.FraudCoders;
import dev.tideline.fraud.FraudSignal;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.NewTopics;
import dev.tideline.io.kafka.sink.SendToKafka;
import dev.tideline.io.kafka.sink.TopicContents;
import dev.tideline.io.sort.RowDigest;
import dev.tideline.payment.CardToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalsTopicTest {

  private static final CardToken CARD = new CardToken(1, 2);
  private static final long TIME = 1_773_738_000_000L;

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
  void aPipelineSendsItsSignals() throws Exception {
    SignalsTopic signals = new SignalsTopic(topic("signals", 3));
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline
        .apply(
            "Signals",
            Create.of(signal("p1", 5), signal("p2", 6), signal("p1", 7), signal("p1", 6))
                .withCoder(FraudCoders.SIGNAL))
        .apply("SendSignals", signals.sendTo(cluster));

    pipeline.run().waitUntilFinish();

    assertThat(
        finalIn(signals),
        contains(
            FraudSignal.FORMAT.toJson(signal("p1", 7)),
            FraudSignal.FORMAT.toJson(signal("p2", 6))));
    TopicContents.read(
        cluster,
        signals.topic(),
        message -> {
          assertThat(new String(message.key(), UTF_8), is(CARD.toString()));
          String id = header(message, SignalsTopic.ID);
          assertThat(new String(message.value(), UTF_8), containsString("\"" + id + "\""));
          assertThat(header(message, SignalsTopic.INGEST_TIME), is("2026-03-17T09:00:00.123Z"));
        });
  }

  @Test
  void paymentsThatShareAnIdHaveSignalsOfTheirOwn() throws Exception {
    SignalsTopic signals = new SignalsTopic(topic("shared", 3));
    FraudSignal berlin = signal("p1", 5);
    FraudSignal boston = new FraudSignal("p1", new CardToken(3, 4), TIME, 7, "velocity", 1, TIME);
    FraudSignal later = new FraudSignal("p1", CARD, TIME + 1, 6, "velocity", 1, TIME);
    send(signals, berlin, boston, later);

    assertThat(
        finalIn(signals),
        contains(
            FraudSignal.FORMAT.toJson(berlin),
            FraudSignal.FORMAT.toJson(later),
            FraudSignal.FORMAT.toJson(boston)));
  }

  @Test
  void ofEqualScoresTheOneWhoseAmountIsSuspiciousTooIsFinal() throws Exception {
    SignalsTopic signals = new SignalsTopic(topic("amounts", 1));
    FraudSignal both = new FraudSignal("p1", CARD, TIME, 5, "velocity+amount", 1, TIME);
    send(signals, signal("p1", 5), both, signal("p1", 5));

    assertThat(finalIn(signals), contains(FraudSignal.FORMAT.toJson(both)));
  }

  @Test
  void aTopicThatIsNotThereIsNamed() {
    KafkaClusterException missing =
        assertThrows(KafkaClusterException.class, () -> finalIn(new SignalsTopic("no-such")));

    assertThat(missing.getMessage(), containsString("no-such"));
  }

  @Test
  void whatIsNoSignalIsNotTakenForOne() throws Exception {
    String topic = topic("mixed", 1);
    Pipeline others = Pipeline.create(PipelineOptionsFactory.create());
    others
        .apply("Texts", Create.of(FraudSignal.FORMAT.toJson(signal("p1", 5)), "{\"score\":7}"))
        .apply(
            "SendTexts",
            SendToKafka.on(cluster, text -> new ProducerRecord<>(topic, text.getBytes(UTF_8))));
    others.run().waitUntilFinish();
    Pipeline ours = Pipeline.create(PipelineOptionsFactory.create());
    ours.apply("Signals", Create.of(signal("p2", 6)).withCoder(FraudCoders.SIGNAL))
        .apply("SendSignals", new SignalsTopic(topic).sendTo(cluster));
    ours.run().waitUntilFinish();

    assertThat(
        finalIn(new SignalsTopic(topic)), is(List.of(FraudSignal.FORMAT.toJson(signal("p2", 6)))));
  }

  /** Each payment has three signals, whose scores rise and fall, in different partitions. */
  @Test
  void aTopicLargerThanMemoryIsReadToo() throws Exception {
    SignalsTopic signals = new SignalsTopic(topic("large", 3));
    int payments = (int) (SmallSignalReader.BYTES / 780);
    long sent = 0;
    List<String> greatest = new ArrayList<>();
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int score : new int[] {5, 9, 7}) {
        for (int i = 0; i < payments; i++) {
          FraudSignal signal = signal(i * 7919 % 1_000_003 + "x".repeat(260), score);
          byte[] text = signals.message(signal).value();
          sent += text.length;
          answers.add(
              producer.send(
                  new ProducerRecord<>(
                      signals.topic(),
                      (i + score) % 3,
                      null,
                      null,
                      text,
                      signals.message(signal).headers())));
          if (score == 9) {
            greatest.add(new String(text, UTF_8));
          }
        }
      }
      for (Future<RecordMetadata> answer : answers) {
        answer.get();
      }
    }
    greatest.sort(Comparator.naturalOrder()); // all of it is ASCII
    RowDigest expected = new RowDigest();
    greatest.forEach(expected::add);

    assertThat(sent, greaterThan(SmallSignalReader.BYTES * 3 / 2));
    assertThat(
        SmallSignalReader.digestOf(cluster, signals.topic()), is(expected.hex() + " " + payments));
  }

  @Test
  void aSignalThatIsWrittenOtherwiseIsNamed() throws Exception {
    SignalsTopic signals = new SignalsTopic(topic("otherwise", 1));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      byte[] spaced = "{\"score\": 7, \"payment_id\": \"p1\"}".getBytes(UTF_8);
      producer
          .send(
              new ProducerRecord<>(
                  signals.topic(),
                  0,
                  null,
                  null,
                  spaced,
                  signals.message(signal("p1", 7)).headers()))
          .get();
    }

    IOException refused = assertThrows(IOException.class, () -> finalIn(signals));

    assertThat(refused.getMessage(), is("otherwise-0@0 is no fraud signal"));
  }

  private static void send(SignalsTopic topic, FraudSignal... signals) {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline
        .apply("Signals", Create.of(List.of(signals)).withCoder(FraudCoders.SIGNAL))
        .apply("SendSignals", topic.sendTo(cluster));
    pipeline.run().waitUntilFinish();
  }

  private static List<String> finalIn(SignalsTopic signals) throws IOException {
    List<String> found = new ArrayList<>();
    signals.finalSignals(cluster, found::add);
    return found;
  }

  private static String topic(String name, int partitions)
      throws IOException, InterruptedException, ExecutionException {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", (Object) cluster.bootstrapServers()))) {
      NewTopics.create(admin, List.of(new NewTopic(name, partitions, (short) 1)));
    }
    return name;
  }

  private static FraudSignal signal(String paymentId, int score) {
    return new FraudSignal(paymentId, CARD, TIME, score, "velocity", 1, TIME + 123);
  }

  private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }
}
