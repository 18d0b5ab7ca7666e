package dev.tideline.ops.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.signals.SignalsTopic;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What a signal tells of its payment and of its own way.
 *
 * @param paymentId the id of the payment it is about, which others may share
 * @param card the token of the card that it was made with, as text
 * @param eventTime when it was made, ms since the epoch
 * @param causedAt when the payment was ingested whose arrival caused it, ms since the epoch
 * @param appendedAt the timestamp of the record, ms since the epoch: when it was appended, if that
 *     is what its topic stamps
 */
public record SignalMessage(
    String paymentId, String card, long eventTime, long causedAt, long appendedAt) {

  /** Reads a message; nothing if it is no signal: a topic may hold what others put there. */
  public static Optional<SignalMessage> read(ConsumerRecord<byte[], byte[]> message) {
    Header id = message.headers().lastHeader(SignalsTopic.ID);
    Header cause = message.headers().lastHeader(SignalsTopic.INGEST_TIME);
    if (id == null || cause == null || message.key() == null || message.value() == null) {
      return Optional.empty();
    }
    String made = LineFields.text(message.value(), "event_time");
    if (made == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SignalMessage(
              new String(id.value(), UTF_8),
              new String(message.key(), UTF_8),
              Timestamps.parse(made),
              Timestamps.parse(new String(cause.value(), UTF_8)),
              message.timestamp()));
    } catch (NumberFormatException foreign) {
      return Optional.empty();
    }
  }
}
