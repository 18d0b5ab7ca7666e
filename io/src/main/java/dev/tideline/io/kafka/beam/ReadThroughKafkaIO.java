package dev.tideline.io.kafka.beam;

import dev.tideline.event.EventView;
import dev.tideline.io.unbounded.EventBatch;
import dev.tideline.io.unbounded.EventBatchCoder;
import dev.tideline.io.unbounded.PacedSource;
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

  private final TopicRead<E> read;
  private final int readers;

  private ReadThroughKafkaIO(TopicRead<E> read, int readers) {
    this.read = read;
    this.readers = readers;
  }

  /**
   * Reads this.
   *
   * @param readers how many readers share the partitions at most; 0 for as many as the runner asks
   */
  public static <E extends EventView> ReadThroughKafkaIO<E> of(TopicRead<E> read, int readers) {
    return new ReadThroughKafkaIO<>(read, readers);
  }

  @Override
  public PCollection<EventBatch<E>> expand(PBegin begin) {
    Coder<EventBatch<E>> coder = EventBatchCoder.of(read.type().coder());
    Clients<E> clients = new Clients<>(read);
    KafkaIO.Read<Void, EventBatch<E>> kafka =
        KafkaIO.<Void, EventBatch<E>>read()
            .withBootstrapServers(read.cluster().bootstrapServers())
            .withTopicPartitions(
                read.starts().keySet().stream().map(read.topic()::partition).toList())
            .withConsumerConfigUpdates(Map.of(ConsumerConfig.GROUP_ID_CONFIG, read.group()))
            .withKeyDeserializerAndCoder(VoidDeserializer.class, VoidCoder.of())
            .withValueDeserializerProviderAndCoder(ParsedRecord.events(coder), coder)
            .withConsumerFactoryFn(clients)
            .withTimestampPolicyFactory(clients)
            .commitOffsetsInFinalize();
    return begin
        .apply(
            "Read",
            Read.from(
                PacedSource.of(SourceInside.of(kafka, begin.getPipeline().getOptions()), readers)))
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
