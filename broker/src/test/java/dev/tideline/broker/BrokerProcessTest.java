package dev.tideline.broker;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessTest {

  @TempDir private Path directory;

  @Test
  void aKilledBrokerComesBackWithWhatItHadAcknowledged() throws Exception {
    int port;
    try (BrokerProcess broker = BrokerProcess.start(directory.resolve("data"))) {
      port = broker.port();
      try (Admin admin = Admin.create(at(broker))) {
        admin.createTopics(List.of(new NewTopic("greetings", 1, (short) 1))).all().get();
      }
      assertThat(send("hello", broker), is(0L));
      broker.kill();
      assertThat(broker.handle().isAlive(), is(false));
    }

    try (BrokerProcess again =
        BrokerProcess.start(
            System.getProperty("java.class.path"), directory.resolve("data"), port)) {
      assertThat(again.port(), is(port));
      assertThat(send("again", again), is(1L));
    }
  }

  @Test
  @Tag("exhaustive")
  void aBrokerThatCanNotStartSaysWhy() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(directory.resolve("data"))) {
      IOException refused =
          assertThrows(
              IOException.class,
              () ->
                  BrokerProcess.start(
                      System.getProperty("java.class.path"),
                      directory.resolve("other"),
                      broker.port()));

      assertThat(refused.getMessage(), containsString("the broker did not start"));
      assertThat(refused.getMessage(), containsString(Integer.toString(broker.port())));
    }
  }

  private static long send(String text, BrokerProcess broker) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(at(broker), new StringSerializer(), new StringSerializer())) {
      return producer.send(new ProducerRecord<>("greetings", text)).get().offset();
    }
  }

  private static Map<String, Object> at(BrokerProcess broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }
}
