package dev.tideline.pipelines.signals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.broker.Broker;
import dev.tideline.fraud.FraudCoders;
import dev.tideline.fraud.FraudSignal;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.sink.SendToKafka;
import dev.tideline.io.kafka.sink.TopicContents;
import dev.tideline.payment.CardToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalsTopicTest {

  private static final CardToken CARD = new CardToken(1, 2);

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
        signals.finalSignals(cluster),
        containsInAnyOrder(
            FraudSignal.FORMAT.toJson(signal("p1", 7)),
            FraudSignal.FORMAT.toJson(signal("p2", 6))));
    for (ConsumerRecord<byte[], byte[]> message : TopicContents.read(cluster, signals.topic())) {
      assertThat(new String(message.key(), UTF_8), is(CARD.toString()));
      String id = header(message, SignalsTopic.ID);
      assertThat(new String(message.value(), UTF_8), containsString("\"" + id + "\""));
      assertThat(header(message, SignalsTopic.INGEST_TIME), is("2026-03-17T09:00:00.123Z"));
    }
  }

  @Test
  void aTopicThatIsNotThereIsNamed() {
    KafkaClusterException missing =
        assertThrows(
            KafkaClusterException.class, () -> new SignalsTopic("no-such").finalSignals(cluster));

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
        new SignalsTopic(topic).finalSignals(cluster),
        is(List.of(FraudSignal.FORMAT.toJson(signal("p2", 6)))));
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

  private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }
}
