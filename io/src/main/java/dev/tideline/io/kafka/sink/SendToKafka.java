package dev.tideline.io.kafka.sink;

import dev.tideline.io.kafka.KafkaCluster;
import java.util.Objects;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.ProducerRecordCoder;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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

  private static final TypeDescriptor<ProducerRecord<byte[], byte[]>> RECORDS =
      new TypeDescriptor<>() {};

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
    KafkaCluster to = cluster;
    int most = Math.toIntExact(patience.getMillis());
    return elements
        .apply("ToRecords", MapElements.into(RECORDS).via(toRecord))
        .setCoder(
            ProducerRecordCoder.of(NullableCoder.of(ByteArrayCoder.of()), ByteArrayCoder.of()))
        .apply(
            "Send",
            KafkaIO.<byte[], byte[]>writeRecords()
                .withBootstrapServers(cluster.bootstrapServers())
                .withKeySerializer(ByteArraySerializer.class)
                .withValueSerializer(ByteArraySerializer.class)
                // What it takes to log in is read on the worker: KafkaIO shows its own
                // configuration, passwords too, in its display data.
                .withProducerFactoryFn(shown -> LazyProducer.of(to, most)));
  }
}
