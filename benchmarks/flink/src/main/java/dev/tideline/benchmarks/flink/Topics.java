package dev.tideline.benchmarks.flink;

import dev.tideline.benchmarks.peers.Arguments;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How jobs read their topic and write to others. */
final class Topics {

  /** The bytes of records that are no events. */
  static final OutputTag<byte[]> REJECTED =
      new OutputTag<>("rejected", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private static final String LARGEST_RECORD = "2200000"; // as large as dead letters may be

  private Topics() {}

  /** The topic from its beginning, with its timestamps; up to its end if that is asked for. */
  static KafkaSource<ConsumerRecord<byte[], byte[]>> source(Arguments given) {
    KafkaSourceBuilder<ConsumerRecord<byte[], byte[]>> source =
        KafkaSource.<ConsumerRecord<byte[], byte[]>>builder()
            .setBootstrapServers(given.text("bootstrap-servers"))
            .setTopics(given.text("topic"))
            .setGroupId(given.text("group"))
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new AsIs())
            // Large portions, as each is handed from the fetcher's thread to the task's.
            .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000");
    return given.untilNow()
        ? source.setBounded(OffsetsInitializer.latest()).build()
        : source.build();
  }

  /** The topic of what was rejected. */
  static KafkaSink<byte[]> deadLetters(Arguments given) {
    String topic = given.text("dead-letters");
    return sink(given, (value, context, time) -> new ProducerRecord<>(topic, value));
  }

  /** A sink for records, each sent at once. */
  static <T> KafkaSink<T> sink(Arguments given, KafkaRecordSerializationSchema<T> toRecord) {
    Properties producer = new Properties();
    producer.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    producer.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
    producer.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
    return KafkaSink.<T>builder()
        .setBootstrapServers(given.text("bootstrap-servers"))
        .setKafkaProducerConfig(producer)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(toRecord)
        .build();
  }

  /** Leaves records to the next step, which may put them aside. */
  private static final class AsIs
      implements KafkaRecordDeserializationSchema<ConsumerRecord<byte[], byte[]>> {

    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(
        ConsumerRecord<byte[], byte[]> message, Collector<ConsumerRecord<byte[], byte[]>> out) {
      out.collect(message);
    }

    @Override
    public TypeInformation<ConsumerRecord<byte[], byte[]>> getProducedType() {
      return new CodecType<>(ConsumerRecord.class, new MessageSerializer());
    }
  }

  /** For the type's sake: a record never leaves the task that has read it. */
  public static final class MessageSerializer
      extends CodecSerializer<ConsumerRecord<byte[], byte[]>> {

    private static final long serialVersionUID = 1;

    @Override
    protected void write(ConsumerRecord<byte[], byte[]> message, DataOutput out) {
      throw new UnsupportedOperationException("a record is read and judged in one task");
    }

    @Override
    protected ConsumerRecord<byte[], byte[]> read(DataInput in) {
      throw new UnsupportedOperationException("a record is read and judged in one task");
    }
  }
}
