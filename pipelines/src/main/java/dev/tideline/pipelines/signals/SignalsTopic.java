package dev.tideline.pipelines.signals;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.fraud.FraudSignal;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.sink.SendToKafka;
import dev.tideline.io.kafka.sink.TopicContents;
import dev.tideline.json.Timestamps;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Fraud signals in a topic: keyed by card token, so that the signals of a card stay in order; the
 * value is the signal's canonical JSON. A topic may hold several signals of one payment, and one
 * signal twice: that of the greatest score is the payment's final one.
 *
 * @param topic its name
 */
public record SignalsTopic(String topic) implements Serializable {

  /** The header of the signal's id, which is the payment's. */
  public static final String ID = "signal_id";

  /**
   * The header of the time at which the record was ingested whose arrival caused the signal, as in
   * the JSON. The time of the message less this one is how long the signal took.
   */
  public static final String INGEST_TIME = "ingest_time";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Sends signals to the topic. */
  public SendToKafka<FraudSignal> sendTo(KafkaCluster cluster) {
    return SendToKafka.on(cluster, this::message);
  }

  /** A signal as it is sent. */
  ProducerRecord<byte[], byte[]> message(FraudSignal signal) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            topic,
            signal.card().toString().getBytes(UTF_8),
            FraudSignal.FORMAT.toJson(signal).getBytes(UTF_8));
    message.headers().add(ID, signal.paymentId().getBytes(UTF_8));
    message.headers().add(INGEST_TIME, Timestamps.format(signal.ingestTime()).getBytes(UTF_8));
    return message;
  }

  /**
   * The final signal of each payment, among all that the topic holds at this moment.
   *
   * @return their canonical texts, in no order
   * @throws IOException if the topic can't be read, or a signal has another form
   */
  public List<String> finalSignals(KafkaCluster cluster) throws IOException {
    Map<String, Scored> greatest = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> message : TopicContents.read(cluster, topic)) {
      if (message.headers().lastHeader(ID) == null) {
        continue; // not ours
      }
      Scored signal = signal(message);
      greatest.merge(signal.paymentId, signal, (one, two) -> one.score >= two.score ? one : two);
    }
    return greatest.values().stream().map(Scored::text).toList();
  }

  private record Scored(String paymentId, long score, String text) {}

  private Scored signal(ConsumerRecord<byte[], byte[]> message) throws IOException {
    String text = message.value() == null ? "" : new String(message.value(), UTF_8);
    JsonNode signal = JSON.readTree(text);
    if (!signal.path("payment_id").isTextual() || !signal.path("score").isIntegralNumber()) {
      throw new IOException(
          topic + "-" + message.partition() + "@" + message.offset() + " is no fraud signal");
    }
    return new Scored(signal.get("payment_id").asText(), signal.get("score").asLong(), text);
  }
}
