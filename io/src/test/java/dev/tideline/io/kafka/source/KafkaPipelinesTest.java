package dev.tideline.io.kafka.source;

import static dev.tideline.io.kafka.source.PaymentTopics.APPENDED;
import static dev.tideline.io.kafka.source.PaymentTopics.PAYMENTS;
import static dev.tideline.io.kafka.source.PaymentTopics.STAMPED;
import static dev.tideline.io.kafka.source.PaymentTopics.T0;
import static dev.tideline.io.kafka.source.PaymentTopics.open;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.tideline.event.Copies;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.EventSource;
import dev.tideline.io.kafka.LogRange;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.Topics;
import dev.tideline.io.kafka.source.PaymentTopics.Reader;
import dev.tideline.io.kafka.source.PaymentTopics.Run;
import dev.tideline.io.unbounded.EventBatchDecoder;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentView;
import dev.tideline.records.Reject;
import dev.tideline.records.SourceRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaPipelinesTest {

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

  /** 40 000 payments in two of three partitions. */
  private static Topic payments() throws Exception {
    Topic topic = world.topic(3, STAMPED);
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        world.producer(Map.of("linger.ms", 5, "batch.size", 65_536))) {
      for (int i = 0; i < 40_000; i++) {
        byte[] payment = PaymentTopics.payment("p" + i, T0 + i);
        sent.add(producer.send(new ProducerRecord<>(topic.name(), i % 2, T0 + i, null, payment)));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
    return topic;
  }

  private static <T> void assertAllThere(
      PCollection<T> elements, RecordDecoder<T, PaymentView> decoder) {
    PCollection<String> ids = elements.apply("Ids", ParDo.of(new Ids<>(decoder)));
    PAssert.that(ids)
        .containsInAnyOrder(IntStream.range(0, 40_000).mapToObj(i -> "p" + i).toList());
  }

  @Test
  void aRunOfWhatIsThereNowEndsByItself() throws Exception {
    Topic topic = payments();
    Run now = world.now(topic);
    Pipeline pipeline = Pipeline.create(now.options());
    assertAllThere(
        pipeline.apply("ReadPayments", Read.from(SerializableUtils.clone(now.source()))),
        new EventBatchDecoder<Payment, PaymentView>(new Copies.UntilTheWatermark(0)));

    assertThat(pipeline.run().waitUntilFinish(), is(PipelineResult.State.DONE));
  }

  @Test
  void aFixedRangeIsReadAsABoundedSource() throws Exception {
    Topic topic = payments();
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    try (Topics topics = Topics.of(world.cluster())) {
      Run now = world.now(topic);
      EventSource<OffsetRange, PaymentView> source =
          KafkaRanges.open(pipeline, topics, now.how(), topic, now.starts(), PAYMENTS);
      assertAllThere(source.elements(), source.decoder());
    }
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aRangeMayHoldMarkersOfTransactions() throws Exception {
    Topic topic = world.topic(1, APPENDED);
    try (KafkaProducer<byte[], byte[]> producer =
        world.producer(Map.of("transactional.id", "range"))) {
      producer.initTransactions();
      long paid = System.currentTimeMillis();
      for (String id : List.of("a", "b", "a", "c")) {
        producer.beginTransaction();
        byte[] payment = PaymentTopics.payment(id, paid);
        producer.send(new ProducerRecord<>(topic.name(), 0, null, null, payment)).get();
        producer.commitTransaction();
      }
    }
    Run now = world.now(topic);
    List<String> ids = new ArrayList<>();
    decoder(now).decode(new OffsetRange(topic.name(), 0, 4, now.ends().get(0)), handler(ids));

    assertThat(now.ends().get(0), is(8L)); // four of them are markers
    assertThat(ids, contains("a", "c"));
  }

  @Test
  @Tag("exhaustive")
  void whatWasCompactedAwayIsNotWaitedFor() throws Exception {
    Topic topic =
        world.topic(
            1,
            Map.of(
                "cleanup.policy", "compact",
                "segment.ms", "100",
                "min.cleanable.dirty.ratio", "0.01",
                "message.timestamp.type", "CreateTime"));
    Run before = world.live(topic);
    try (KafkaProducer<byte[], byte[]> producer = world.producer(Map.of())) {
      for (int i = 0; i < 10; i++) {
        send(producer, topic, T0 + i * 1_000L, "same", "p" + i);
      }
      send(producer, topic, T0 + 60_000, "other", "last");
    }
    untilFirstOffset(topic, 9);

    List<String> ids = new ArrayList<>();
    var decoder = decoder(before);
    decoder.decode(new OffsetRange(topic.name(), 0, 2, 6), handler(ids));
    assertThat(ids, is(List.of()));
    decoder.decode(new OffsetRange(topic.name(), 0, 2, 11), handler(ids));
    assertThat(ids, contains("p9", "last"));

    Run toTheGap = before.delayedBy(0).upTo(Map.of(0, 6L));
    try (Reader reader = open(toTheGap)) {
      reader.untilEnd();
      assertThat(reader.ids, is(List.of()));
      assertThat(reader.checkpoint().positions().get(0).offset(), is(6L));
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, Topic topic, long time, String key, String id)
      throws Exception {
    byte[] payment = PaymentTopics.payment(id, time);
    producer.send(new ProducerRecord<>(topic.name(), 0, time, key.getBytes(UTF_8), payment)).get();
  }

  /** Waits until the broker has compacted the topic so far. */
  private static void untilFirstOffset(Topic topic, long expected) {
    long first = -1;
    while (first != expected) {
      try (Consumer<byte[], byte[]> consumer = world.cluster().consumer(null, 1)) {
        LogRange range =
            LogRange.open(world.cluster(), consumer, topic.partition(0), 0, 11, LogRange.PATIENCE);
        first = range.next().get(0).offset();
      }
    }
  }

  private static RecordDecoder.Handler<PaymentView> handler(List<String> ids) {
    return new RecordDecoder.Handler<>() {
      @Override
      public void onRecord(long ingestTime) {}

      @Override
      public void onEvent(PaymentView payment) {
        ids.add(payment.paymentId());
      }

      @Override
      public void onRange(SourceRange range, long records) {}

      @Override
      public void onReject(Reject reject) {
        throw new AssertionError(reject);
      }
    };
  }

  @Test
  @Tag("exhaustive")
  void aBrokerThatGoesAndComesBackIsReadOn() throws Exception {
    try (PaymentTopics other = PaymentTopics.start(folder.resolve("restarted"))) {
      Topic topic = other.topic(1, APPENDED);
      other.send(topic, 0, 0, "before");
      try (Reader reader = open(other.live(topic))) {
        reader.untilRead(1);
        other.stopBroker();
        long stopped = System.currentTimeMillis();
        reader.until(() -> System.currentTimeMillis() - stopped > 3_000);
        assertThat(reader.watermark(), lessThanOrEqualTo(stopped)); // nobody knows what is there

        other.startBrokerAgain();
        other.send(topic, 0, 0, "after");
        reader.untilRead(2).untilWatermark(watermark -> watermark > stopped + 3_000);
        assertThat(reader.ids, contains("before", "after"));
      }
    }
  }

  private static OffsetRangeDecoder<Payment, PaymentView> decoder(Run run) {
    return new OffsetRangeDecoder<>(
        run.how().cluster(),
        run.topic(),
        run.how().delay(),
        PAYMENTS.parser(),
        new Copies.AmongAll(10));
  }

  private static final class Ids<T> extends DoFn<T, String> {
    private static final long serialVersionUID = 1;

    private final RecordDecoder<T, PaymentView> decoder;

    Ids(RecordDecoder<T, PaymentView> decoder) {
      this.decoder = decoder;
    }

    @ProcessElement
    public void process(@Element T element, OutputReceiver<String> out) throws IOException {
      List<String> ids = new ArrayList<>();
      decoder.decode(element, handler(ids));
      ids.forEach(out::output);
    }
  }
}
