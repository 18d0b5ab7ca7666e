package dev.tideline.io.kafka.source;

import static dev.tideline.io.kafka.source.PaymentTopics.T0;

import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.source.PaymentTopics.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Measures how many payments one reader reads in a second, in one thread, a few times. */
final class MeasureReader {

  private static final int RECORDS = 1_000_000;
  private static final int PARTITIONS = 4;

  private MeasureReader() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("measure-reader");
    try (PaymentTopics world = PaymentTopics.start(folder)) {
      Topic topic = world.topic(PARTITIONS, PaymentTopics.STAMPED);
      try (KafkaProducer<byte[], byte[]> producer =
          world.producer(Map.of("linger.ms", 20, "batch.size", 262_144))) {
        for (int i = 0; i < RECORDS; i++) {
          long time = T0 + i / 4; // 4 000 a second
          byte[] payment = PaymentTopics.payment("p" + i, time);
          var unused =
              producer.send(
                  new ProducerRecord<>(topic.name(), i % PARTITIONS, time, null, payment));
        }
      }
      for (int round = 1; round <= 5; round++) {
        long elements = 0;
        long begun = System.nanoTime();
        try (Reader reader = PaymentTopics.open(world.now(topic))) {
          while (!reader.ended()) {
            if (reader.call()) {
              elements++;
              if (reader.ids.size() > 100_000) {
                reader.ids.clear();
              }
            }
          }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
            "round %d: %.2f s, %.0f records/s, %.0f records an element%n",
            round, seconds, RECORDS / seconds, RECORDS / (double) elements);
      }
    }
    System.exit(0);
  }
}
