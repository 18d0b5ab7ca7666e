package dev.tideline.kafka;

import dev.tideline.arrival.ArrivalsReading;
import dev.tideline.intake.EventView;
import dev.tideline.intake.Reading;
import dev.tideline.ledger.Rules;
import dev.tideline.lines.JsonKind;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads offset ranges, each with a consumer of its own. */
final class RangeReading<E extends V, V extends EventView> implements Reading<OffsetRange, V> {

  private static final long serialVersionUID = 1;

  private static final int POLL_RECORDS = 2_000;

  private final Cluster cluster;
  private final Topic topic;
  private final JsonKind<E> kind;
  private final Rules<V> rules;

  RangeReading(Cluster cluster, Topic topic, JsonKind<E> kind, Rules<V> rules) {
    this.cluster = cluster;
    this.topic = topic;
    this.kind = kind;
    this.rules = rules;
  }

  @Override
  public void read(OffsetRange range, Visitor<V> visitor) {
    if (range.start() == range.end()) {
      return;
    }
    ArrivalsReading<E, V> arrivals = new ArrivalsReading<>();
    Partition<E, V> partition =
        new Partition<>(
            topic, range.partition(), range.start(), Position.UNKNOWN, range.end(), kind, rules);
    try (Consumer<byte[], byte[]> consumer = cluster.consumer(null, POLL_RECORDS)) {
      LogRange before = open(consumer, partition.name(), range.learnFrom(), range.start());
      for (List<ConsumerRecord<byte[], byte[]>> records = before.next();
          !records.isEmpty();
          records = before.next()) {
        partition.learn(records);
      }
      LogRange within = open(consumer, partition.name(), range.start(), range.end());
      for (List<ConsumerRecord<byte[], byte[]>> records = within.next();
          !records.isEmpty();
          records = within.next()) {
        arrivals.read(partition.receive(records).arrivals(), visitor);
      }
    }
  }

  private LogRange open(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, long start, long end) {
    return LogRange.open(cluster, consumer, partition, start, end, LogRange.PATIENCE);
  }
}
