package dev.tideline.pipelines.signals;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.fraud.FraudSignal;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.sink.SendToKafka;
import dev.tideline.io.kafka.sink.TopicContents;
import dev.tideline.io.sort.SortedTexts;
import dev.tideline.json.Timestamps;
import dev.tideline.payment.CardToken;
import java.io.IOException;
import java.io.Serializable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Fraud signals in a topic: keyed by card token, so that the signals of a card stay in order; the
 * value is the signal's canonical JSON. A topic may hold several signals of one payment, and one
 * signal twice: that of the greatest version is the payment's final one. A payment is known by its
 * id, its card and its time, for its id alone might be used again.
 *
 * @param topic its name
 */
public record SignalsTopic(String topic) implements Serializable {

  /** The header of the payment's id, which payments of other cards or times may share. */
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
   * Hands over the final signal of each payment, among all that the topic holds at this moment, as
   * canonical texts sorted by their bytes. A text begins with what a payment is known by, so those
   * of one payment follow each other: few are held at a time.
   *
   * @throws IOException if the topic can't be read, or a signal has another form
   */
  public void finalSignals(KafkaCluster cluster, SortedTexts.Each each) throws IOException {
    try (SortedTexts sorted = new SortedTexts()) {
      TopicContents.read(
          cluster,
          topic,
          message -> {
            if (message.headers().lastHeader(ID) != null) { // else it is not ours
              sorted.add(textOf(message));
            }
          });
      Greatest greatest = new Greatest(each);
      sorted.forEach(greatest::take);
      greatest.end();
    }
  }

  /** Of the signals of one payment, which come one after the other, hands over the greatest. */
  private static final class Greatest {

    private final SortedTexts.Each each;
    private FraudSignal greatest;

    Greatest(SortedTexts.Each each) {
      this.each = each;
    }

    void take(String text) throws IOException {
      FraudSignal next = signal(text);
      if (greatest == null || !greatest.ofSamePayment(next)) {
        end();
        greatest = next;
      } else if (version(next) > version(greatest)) {
        greatest = next;
      }
    }

    void end() throws IOException {
      if (greatest != null) {
        each.take(FraudSignal.FORMAT.toJson(greatest));
      }
    }

    private static long version(FraudSignal signal) {
      return FraudSignal.FORMAT.version().of(signal);
    }
  }

  private String textOf(ConsumerRecord<byte[], byte[]> message) throws IOException {
    String text = message.value() == null ? "" : new String(message.value(), UTF_8);
    if (signal(text) == null) {
      throw new IOException(
          topic + "-" + message.partition() + "@" + message.offset() + " is no fraud signal");
    }
    return text;
  }

  /** The signal of a canonical text, which does not say when it was due; null if it is no such. */
  private static FraudSignal signal(String text) throws IOException {
    JsonNode json = JSON.readTree(text);
    try {
      FraudSignal signal =
          new FraudSignal(
              json.path("payment_id").asText(),
              CardToken.parse(json.path("card_token").asText()),
              Timestamps.parse(json.path("event_time").asText()),
              json.path("score").asInt(),
              json.path("rule").asText(),
              json.path("rule_version").asInt(),
              0);
      return FraudSignal.FORMAT.toJson(signal).equals(text) ? signal : null;
    } catch (NumberFormatException foreign) {
      return null;
    }
  }
}
