package dev.tideline.io.kafka.beam;

import static dev.tideline.io.kafka.source.PaymentTopics.APPENDED;
import static dev.tideline.io.kafka.source.PaymentTopics.PAYMENTS;
import static dev.tideline.io.kafka.source.PaymentTopics.STAMPED;
import static dev.tideline.io.kafka.source.PaymentTopics.T0;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.source.PaymentTopics;
import dev.tideline.io.kafka.source.PaymentTopics.Run;
import dev.tideline.io.unbounded.EventBatch;
import dev.tideline.payment.Payment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is promised of a topic's source holds whichever of the two reads it. */
class SourcesContractTest {

  private enum Source {
    BATCHED {
      @Override
      PTransform<PBegin, PCollection<EventBatch<Payment>>> of(Run run) {
        return Read.from(run.source());
      }
    },
    BEAM {
      @Override
      PTransform<PBegin, PCollection<EventBatch<Payment>>> of(Run run) {
        return ReadThroughKafkaIO.of(
            new TopicRead<>(
                run.how().cluster(),
                run.topic(),
                run.how().group(),
                run.starts(),
                run.how().ends(),
                run.how().delay(),
                run.how().acceptLoss(),
                PAYMENTS),
            0);
      }
    };

    abstract PTransform<PBegin, PCollection<EventBatch<Payment>>> of(Run run);
  }

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

  @ParameterizedTest
  @EnumSource
  void readsWhatIsThereWithItsPlaceAndTimeAndNothingAfter(Source source) throws Exception {
    Topic topic = world.topic(3, STAMPED); // partition 2 never has a record
    world.send(topic, 0, T0, "a");
    world.send(topic, 0, T0 + 5, "b");
    world.send(topic, 1, T0 + 1, "c");
    world.sendRaw(topic, 1, T0 + 2, "no payment".getBytes(StandardCharsets.UTF_8));
    Run now = world.now(topic);
    world.send(topic, 1, T0 + 3, "after the end");

    assertReads(
        source,
        now,
        "a 0@0 " + T0,
        "b 0@1 " + (T0 + 5),
        "c 1@0 " + (T0 + 1),
        "NOT_JSON 1@1 " + (T0 + 2));
  }

  @ParameterizedTest
  @EnumSource
  void anEndThatIsAMarkerOfATransactionIsReached(Source source) throws Exception {
    Topic topic = world.topic(1, STAMPED);
    try (KafkaProducer<byte[], byte[]> producer =
        world.producer(Map.of("transactional.id", "of-" + source))) {
      producer.initTransactions();
      for (String id : List.of("a", "b")) {
        producer.beginTransaction();
        byte[] payment = PaymentTopics.payment(id, T0);
        producer.send(new ProducerRecord<>(topic.name(), 0, T0, null, payment)).get();
        producer.commitTransaction();
      }
      producer.beginTransaction();
      byte[] payment = PaymentTopics.payment("aborted", T0);
      producer.send(new ProducerRecord<>(topic.name(), 0, T0, null, payment)).get();
      producer.abortTransaction();
    }

    assertReads(source, world.now(topic), "a 0@0 " + T0, "b 0@2 " + T0);
  }

  @ParameterizedTest
  @EnumSource
  void beginsAtThePositionsGiven(Source source) throws Exception {
    Topic topic = world.topic(2, STAMPED);
    for (int i = 0; i < 4; i++) {
      world.send(topic, i % 2, T0 + i, "p" + i);
    }

    assertReads(
        source,
        startingAt(world.now(topic), Map.of(0, Position.at(1), 1, new Position(2, T0))),
        "p2 0@1 " + (T0 + 2));
  }

  @ParameterizedTest
  @EnumSource
  void endsWhenTheLongestPartitionIsRead(Source source) throws Exception {
    Topic topic = world.topic(6, STAMPED); // the Direct runner asks for three readers at least
    List<String> expected = new ArrayList<>();
    for (int partition = 0; partition < 6; partition++) {
      for (int i = 0; i < (partition < 3 ? 1 : 100); i++) {
        world.send(topic, partition, T0 + i, "p" + i);
        expected.add("p%d %d@%d %d".formatted(i, partition, i, T0 + i));
      }
    }

    assertReads(source, world.now(topic), expected.toArray(String[]::new));
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyTopicEndsAtOnce(Source source) throws Exception {
    assertReads(source, world.now(world.topic(2, APPENDED)));
  }

  @ParameterizedTest
  @EnumSource
  void whatWasDeletedBeforeItWasReadFailsTheRun(Source source) throws Exception {
    Topic topic = world.topic(1, STAMPED);
    for (int i = 0; i < 3; i++) {
      world.send(topic, 0, T0 + i, "p" + i);
    }
    Run now = world.now(topic);
    world.deleteBefore(topic, 0, 2);

    RuntimeException failed =
        assertThrows(RuntimeException.class, () -> assertReads(source, now, "p2 0@2 " + T0));

    assertThat(
        Stream.<Throwable>iterate(failed, Objects::nonNull, Throwable::getCause)
            .map(Throwable::getMessage)
            .toList(),
        hasItem(containsString("2 records were deleted before they were read")));
  }

  private static Run startingAt(Run from, Map<Integer, Position> starts) {
    return new Run(from.topic(), new TreeMap<>(starts), from.how());
  }

  private static void assertReads(Source source, Run run, String... expected) {
    Pipeline pipeline = Pipeline.create(run.options());
    PCollection<String> records =
        pipeline.apply("ReadPayments", source.of(run)).apply("Describe", ParDo.of(new Describe()));
    PAssert.that(records).containsInAnyOrder(List.of(expected));
    pipeline.run().waitUntilFinish();
  }

  /** Id or reason, partition, offset and time of ingest. */
  private static final class Describe extends DoFn<EventBatch<Payment>, String> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(@Element EventBatch<Payment> batch, OutputReceiver<String> out) {
      batch
          .events()
          .forEach(
              event ->
                  out.output(
                      "%s %d@%d %d"
                          .formatted(
                              event.paymentId(),
                              event.location().partition(),
                              event.location().offset(),
                              event.ingestTime())));
      batch
          .rejects()
          .forEach(
              reject ->
                  out.output(
                      "%s %d@%d %d"
                          .formatted(
                              reject.reason(),
                              reject.location().partition(),
                              reject.location().offset(),
                              reject.ingestTime())));
    }
  }
}
