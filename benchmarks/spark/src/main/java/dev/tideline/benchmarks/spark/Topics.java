package dev.tideline.benchmarks.spark;

import dev.tideline.benchmarks.peers.Arguments;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.Trigger;

/** What both jobs over a topic have in common. */
final class Topics {

  /**
   * By how much a record may come after another that was ingested later, as the product has it:
   * what comes later still, Spark drops.
   */
  static final String DISORDER = "1 hour";

  // The columns of a record, by their numbers, as all rows are read here: by name costs a look-up.
  private static final int VALUE = 0;
  private static final int TIMESTAMP = 1;
  private static final int PARTITION = 2;
  private static final int OFFSET = 3;

  private Topics() {}

  /** A session for streams. */
  static SparkSession session(Arguments given) {
    return LocalSpark.with(given.number("parallelism"))
        // A batch without records would only drop state, and keep records waiting meanwhile.
        .config("spark.sql.streaming.noDataMicroBatches.enabled", false)
        .getOrCreate();
  }

  /**
   * The records of the topic: value, timestamp, partition and offset. A batch takes all that is
   * there. With maxOffsetsPerTrigger it would take as large a share of each partition, so that one
   * gets hours ahead of another where stores open at different times, and the watermark, which is
   * that of the one ahead, would have Spark drop what waits in the other.
   */
  static Dataset<Row> read(SparkSession spark, Arguments given) {
    return spark
        .readStream()
        .format("kafka")
        .option("kafka.bootstrap.servers", given.text("bootstrap-servers"))
        .option("groupIdPrefix", given.text("group"))
        .option("subscribe", given.text("topic"))
        .option("startingOffsets", "earliest")
        .load()
        .select("value", "timestamp", "partition", "offset");
  }

  /** A record as Kafka's client would have handed it over. */
  static ConsumerRecord<byte[], byte[]> record(Row row, String topic) {
    return new ConsumerRecord<>(
        topic,
        row.getInt(PARTITION),
        row.getLong(OFFSET),
        ingested(row).getTime(),
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        null,
        value(row),
        new RecordHeaders(),
        Optional.empty());
  }

  /** The bytes of a record, or null. */
  static byte[] value(Row row) {
    return row.getAs(VALUE);
  }

  /** When a record was ingested. */
  static Timestamp ingested(Row row) {
    return row.getTimestamp(TIMESTAMP);
  }

  /** Where a record is in its topic: a key that no other has. */
  static String place(Row row) {
    return row.getInt(PARTITION) + "@" + row.getLong(OFFSET);
  }

  /** What becomes of each row, one after the other; null of nothing. */
  static Iterator<Row> flatMap(Iterator<Row> rows, Function<Row, Row> each) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
        .map(each)
        .filter(Objects::nonNull)
        .iterator();
  }

  /** Runs a query to its end; at least once, from its checkpoint on if there is one. */
  static void run(DataStreamWriter<Row> query, Arguments given) throws Exception {
    Path checkpoints = given.path("state").resolve("checkpoints");
    query
        .option("checkpointLocation", checkpoints.toUri().toString())
        .trigger(given.untilNow() ? Trigger.AvailableNow() : Trigger.ProcessingTime(0))
        .start()
        .awaitTermination();
  }
}
