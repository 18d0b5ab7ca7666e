package dev.tideline.broker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records that keep times which are long past. */
public final class PastRecords {

  /** How large a record may be: some are too large for whoever reads them, in bytes. */
  public static final int LARGEST = 4 << 20;

  private PastRecords() {}

  /**
   * Sends records, in their order, and waits until they are there.
   *
   * @throws IOException if one of them was not taken
   */
  public static void send(String bootstrapServers, List<ProducerRecord<byte[], byte[]>> records)
      throws IOException, InterruptedException {
    Map<String, Object> config =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            LARGEST,
            // A broker forgets an idempotent producer by the times of its records: it would refuse
            // the next ones as out of order.
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            false,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            1);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (ProducerRecord<byte[], byte[]> record : records) {
        sent.add(producer.send(record));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    } catch (ExecutionException failure) {
      throw new IOException("a record was not taken", failure.getCause());
    }
  }
}
