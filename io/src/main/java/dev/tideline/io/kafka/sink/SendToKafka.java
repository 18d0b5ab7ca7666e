package dev.tideline.io.kafka.sink;

import dev.tideline.io.kafka.KafkaCluster;
import java.util.Objects;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.joda.time.Duration;

/**
 * Sends each element to Kafka as it comes, and ends a bundle when the brokers have it all.
 *
 * <p>Input: elements in any windows and panes. A bundle that is tried again is sent again, so a
 * topic may hold a record twice: the record's key or a header must tell.
 *
 * @param <T> what is sent
 */
public final class SendToKafka<T> extends PTransform<PCollection<T>, PDone> {

  /** For how long a run waits for brokers that are away. */
  public static final Duration PATIENCE = Duration.standardMinutes(10);

  private static final long serialVersionUID = 1;

  private final KafkaCluster cluster;
  private final SerializableFunction<T, ProducerRecord<byte[], byte[]>> toRecord;
  private final Duration patience;

  private SendToKafka(
      KafkaCluster cluster,
      SerializableFunction<T, ProducerRecord<byte[], byte[]>> toRecord,
      Duration patience) {
    this.cluster = cluster;
    this.toRecord = toRecord;
    this.patience = patience;
  }

  /** Sends to a cluster what the function makes of each element. */
  public static <T> SendToKafka<T> on(
      KafkaCluster cluster, SerializableFunction<T, ProducerRecord<byte[], byte[]>> toRecord) {
    return new SendToKafka<>(cluster, Objects.requireNonNull(toRecord), PATIENCE);
  }

  /** The same with another patience. */
  public SendToKafka<T> waitingAtMost(Duration most) {
    return new SendToKafka<>(cluster, toRecord, most);
  }

  @Override
  public PDone expand(PCollection<T> elements) {
    elements.apply("Send", ParDo.of(new SendToKafkaFn<>(cluster, toRecord, patience)));
    return PDone.in(elements.getPipeline());
  }
}
