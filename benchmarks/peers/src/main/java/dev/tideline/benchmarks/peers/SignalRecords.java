package dev.tideline.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.json.Timestamps;
import dev.tideline.payment.CardToken;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Signals as the product sends them. */
public final class SignalRecords {

  private SignalRecords() {}

  /**
   * One of them.
   *
   * @param time when the payment was made, ms since the epoch
   * @param ingested when the payment was ingested that caused it, ms since the epoch
   */
  public static ProducerRecord<byte[], byte[]> of(
      String topic, CardToken card, String payment, long time, int score, long ingested) {
    String token = card.toString();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, token.getBytes(UTF_8), Rows.signal(payment, token, time, score).getBytes(UTF_8));
    record.headers().add("signal_id", payment.getBytes(UTF_8));
    record.headers().add("ingest_time", Timestamps.format(ingested).getBytes(UTF_8));
    return record;
  }
}
