package dev.tideline.broker;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {

  private static final TopicPartition PARTITION = new TopicPartition("greetings", 0);

  @TempDir private Path directory;

  @Test
  @Tag("exhaustive")
  void whatItHoldsIsThereAgainAfterARestart() throws Exception {
    int port;
    try (Broker broker = Broker.start(directory)) {
      port = broker.port();
      try (Admin admin = Admin.create(at(broker))) {
        admin.createTopics(List.of(new NewTopic("greetings", 1, (short) 1))).all().get();
      }
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(at(broker), new StringSerializer(), new StringSerializer())) {
        producer.send(new ProducerRecord<>("greetings", "hello")).get();
      }
    }

    try (Broker again = Broker.start(directory, port)) {
      assertThat(again.bootstrapServers(), is("127.0.0.1:" + port));
      assertThat(firstRecord(again), is("hello"));
    }
  }

  private static String firstRecord(Broker broker) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(at(broker), new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      ConsumerRecords<String, String> records = ConsumerRecords.empty();
      while (records.isEmpty()) {
        records = consumer.poll(Duration.ofSeconds(1));
      }
      return records.iterator().next().value();
    }
  }

  private static Map<String, Object> at(Broker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }
}
