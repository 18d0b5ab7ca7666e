package dev.tideline.io.kafka.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.kafka.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GapCheckTest {

  @TempDir private static Path folder;
  private static PaymentTopics world;

  @BeforeAll
  static void startKafka() throws Exception {
    world = PaymentTopics.start(folder.resolve("kafka"));
  }

  @AfterAll
  static void stopKafka() {
    world.close();
  }

  /** Offsets: a record, its commit; a record, its abort; a record, its commit. */
  @Test
  void aRecordThatWasLostBesideAMarkerIsFound() throws Exception {
    Topic topic = world.topic(1, Map.of("message.timestamp.type", "LogAppendTime"));
    try (KafkaProducer<byte[], byte[]> producer =
        world.producer(Map.of("transactional.id", "gaps"))) {
      producer.initTransactions();
      for (String id : List.of("kept", "aborted", "lost")) {
        producer.beginTransaction();
        byte[] payment = PaymentTopics.payment(id, PaymentTopics.T0);
        producer.send(new ProducerRecord<>(topic.name(), 0, null, null, payment)).get();
        if (id.equals("aborted")) {
          producer.abortTransaction();
        } else {
          producer.commitTransaction();
        }
      }
    }
    TopicPartition partition = topic.partition(0);
    try (GapCheck gaps = new GapCheck(world.cluster(), topic)) {
      gaps.passed(partition, 1, 2);
      gaps.passed(partition, 1, 4);
      gaps.passed(partition, 5, 6);

      IllegalStateException lost =
          assertThrows(IllegalStateException.class, () -> gaps.passed(partition, 1, 6));
      assertThat(lost.getMessage(), containsString(topic.name() + "-0 has a record at offset 4"));
    }
  }
}
