package dev.tideline.io.kafka.beam;

import dev.tideline.event.EventView;
import dev.tideline.io.kafka.source.KafkaSource;
import dev.tideline.io.kafka.source.Subscription;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.io.unbounded.EventBatch;
import dev.tideline.io.unbounded.EventBatchCoder;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.VoidDeserializer;

/**
 * Reads a topic through KafkaIO: each record an element of its own.
 *
 * <p>Window: global; an element has its record's time of ingest. Output: batches of one record
 * each, parsed; at the end, if the subscription has one, one empty batch from each reader.
 *
 * @param <E> the event
 */
public final class ReadThroughKafkaIO<E extends EventView>
    extends PTransform<PBegin, PCollection<EventBatch<E>>> {

  private static final long serialVersionUID = 1;

  private final Subscription subscription;
  private final JsonEventType<E> type;

  private ReadThroughKafkaIO(Subscription subscription, JsonEventType<E> type) {
    this.subscription = subscription;
    this.type = type;
  }

  /** Reads events of a type. */
  public static <E extends EventView> ReadThroughKafkaIO<E> of(
      Subscription subscription, JsonEventType<E> type) {
    return new ReadThroughKafkaIO<>(subscription, type);
  }

  @Override
  public PCollection<EventBatch<E>> expand(PBegin begin) {
    Coder<EventBatch<E>> coder = EventBatchCoder.of(type.coder());
    Clients<E> clients = new Clients<>(KafkaSource.of(subscription, type));
    KafkaIO.Read<Void, EventBatch<E>> read =
        KafkaIO.<Void, EventBatch<E>>read()
            .withBootstrapServers(subscription.cluster().bootstrapServers())
            .withTopicPartitions(
                subscription.partitions().stream().map(subscription.topic()::partition).toList())
            .withConsumerConfigUpdates(Map.of(ConsumerConfig.GROUP_ID_CONFIG, subscription.group()))
            .withKeyDeserializerAndCoder(VoidDeserializer.class, VoidCoder.of())
            .withValueDeserializerProviderAndCoder(ParsedRecord.events(coder), coder)
            .withConsumerFactoryFn(clients)
            .withTimestampPolicyFactory(clients)
            .commitOffsetsInFinalize();
    return begin
        .apply(
            "Read",
            Read.from(
                SourceWithFewReaders.of(
                    read, begin.getPipeline().getOptions(), subscription.readers())))
        .apply("Events", MapElements.via(new ValueOf<>()))
        .setCoder(coder);
  }

  private static final class ValueOf<E extends EventView>
      extends SimpleFunction<KafkaRecord<Void, EventBatch<E>>, EventBatch<E>> {
    private static final long serialVersionUID = 1;

    @Override
    public EventBatch<E> apply(KafkaRecord<Void, EventBatch<E>> record) {
      return record.getKV().getValue();
    }
  }
}
