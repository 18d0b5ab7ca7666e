package dev.tideline.io.kafka.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.deadletters.DeadLetter;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.Topics;
import dev.tideline.io.sort.SortedTexts;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import java.io.IOException;
import java.io.Serializable;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Broken records in a topic: keyed by the location where they were found, {@code
 * TOPIC-PARTITION@OFFSET}, so that a dead letter that is there twice is known as one. The value is
 * the same JSON as in the files of a bounded run, free of card numbers.
 *
 * @param topic its name
 */
public record DeadLetters(String topic) implements Serializable {

  private static final Pattern VERSIONED = Pattern.compile("(.+)(\\.v\\d+)");

  /** The header of the reason. */
  public static final String REASON = "reason";

  /** The header of the field at fault, or of a few words; empty if the reason says all. */
  public static final String DETAIL = "detail";

  /** The header of what may be told of the value at fault; empty if there is none. */
  public static final String VALUE = "value";

  /** The header of the topic where the record was found. */
  public static final String TOPIC = "topic";

  /** The header of the partition where it was found. */
  public static final String PARTITION = "partition";

  /** The header of its offset there. */
  public static final String OFFSET = "offset";

  /** Where the broken records of a topic go: {@code orders.dlq.v1} for {@code orders.v1}. */
  public static String topicFor(String topic) {
    Matcher versioned = VERSIONED.matcher(topic);
    return versioned.matches() ? versioned.group(1) + ".dlq" + versioned.group(2) : topic + ".dlq";
  }

  /** Sends broken records to the topic. */
  public SendToKafka<Reject> sendTo(KafkaCluster cluster) {
    return SendToKafka.on(cluster, this::message);
  }

  /**
   * How many broken records of a topic are there now, each counted once.
   *
   * @param source the topic where they were found
   * @return empty if letters were deleted, be it for their age
   * @throws IOException if the topic can't be read
   */
  public OptionalLong count(KafkaCluster cluster, String source) throws IOException {
    try (Topics topics = Topics.of(cluster)) {
      if (topics.beginnings(topics.describe(topic)).values().stream()
          .anyMatch(first -> first > 0)) {
        return OptionalLong.empty();
      }
    }
    try (SortedTexts locations = new SortedTexts()) {
      TopicContents.read(
          cluster,
          topic,
          letter -> {
            Header from = letter.headers().lastHeader(TOPIC);
            boolean ours = from != null && letter.key() != null;
            if (ours && source.equals(new String(from.value(), UTF_8))) {
              locations.add(new String(letter.key(), UTF_8));
            }
          });
      Distinct distinct = new Distinct();
      locations.forEach(distinct::take);
      return OptionalLong.of(distinct.count);
    }
  }

  /** Takes dead letters one after the other. */
  @FunctionalInterface
  public interface Each {
    /**
     * Takes one.
     *
     * @param message the record of the dead-letter topic that it is
     */
    void take(DeadLetter letter, ConsumerRecord<byte[], byte[]> message) throws IOException;
  }

  /**
   * Hands over what the topic holds now, what is of one partition in its order; one letter may be
   * there twice.
   *
   * @throws KafkaClusterException if there is no such topic, or it can't be read
   * @throws IOException if it holds something else
   */
  public void read(KafkaCluster cluster, Each each) throws IOException {
    TopicContents.read(
        cluster,
        topic,
        message -> {
          if (message.value() == null) {
            throw noLetter(message, null);
          }
          DeadLetter letter;
          try {
            letter = DeadLetter.parse(new String(message.value(), UTF_8));
          } catch (IOException damaged) {
            throw noLetter(message, damaged);
          }
          each.take(letter, message);
        });
  }

  private static IOException noLetter(ConsumerRecord<?, ?> message, IOException damaged) {
    return new IOException(
        "%s-%d@%d is no dead letter of this release"
            .formatted(message.topic(), message.partition(), message.offset()),
        damaged);
  }

  /** Counts sorted texts. */
  private static final class Distinct {

    private String last;
    private long count;

    void take(String text) {
      if (!text.equals(last)) {
        last = text;
        count++;
      }
    }
  }

  /** A broken record as it is sent. */
  ProducerRecord<byte[], byte[]> message(Reject reject) {
    RecordLocation location = reject.location();
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(topic, bytes(location), bytes(AnswerJson.of(reject)));
    Headers headers = message.headers();
    headers.add(REASON, bytes(reject.reason()));
    headers.add(DETAIL, bytes(reject.detail()));
    headers.add(VALUE, bytes(reject.value()));
    headers.add(TOPIC, bytes(location.source()));
    headers.add(PARTITION, bytes(location.partition()));
    headers.add(OFFSET, bytes(location.offset()));
    return message;
  }

  private static byte[] bytes(Object value) {
    return value.toString().getBytes(UTF_8);
  }
}
