package dev.tideline.demo.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.intake.Timestamps;
import dev.tideline.sink.Signals;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What a signal tells besides its value.
 *
 * @param paymentId the payment it is about
 * @param causedAt when the payment was ingested whose arrival caused it, ms since the epoch
 * @param appendedAt the timestamp of the record, ms since the epoch: when it was appended, if that
 *     is what its topic stamps
 */
public record SignalMessage(String paymentId, long causedAt, long appendedAt) {

  /**
   * Reads its headers.
   *
   * @throws IllegalStateException if it is no signal
   */
  public static SignalMessage of(ConsumerRecord<byte[], byte[]> message) {
    return new SignalMessage(
        header(Signals.ID, message),
        Timestamps.parse(header(Signals.INGEST_TIME, message)),
        message.timestamp());
  }

  private static String header(String name, ConsumerRecord<byte[], byte[]> message) {
    Header header = message.headers().lastHeader(name);
    if (header == null) {
      throw new IllegalStateException(
          "%s-%d@%d is no signal: it has no header %s"
              .formatted(message.topic(), message.partition(), message.offset(), name));
    }
    return new String(header.value(), UTF_8);
  }
}
