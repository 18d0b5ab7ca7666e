package dev.tideline.io.kafka.source;

import dev.tideline.event.Copies;
import dev.tideline.event.EventView;
import dev.tideline.io.EventSource;
import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Positions;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.Topics;
import dev.tideline.io.lines.JsonEventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;

/** A fixed range of a topic as a bounded source: a worker reads a partition's part on its own. */
public final class KafkaRanges {

  private KafkaRanges() {}

  /**
   * Opens a range of a topic.
   *
   * @param topics to look whether the starts are still there
   * @param subscription the ends by partition, none of them beyond what is there
   * @param topic as it was found
   * @param starts where to begin, by partition
   * @throws KafkaClusterException if a start was deleted, naming how many records are lost
   */
  public static <E extends V, V extends EventView> EventSource<OffsetRange, V> open(
      Pipeline pipeline,
      Topics topics,
      Subscription subscription,
      Topic topic,
      Map<Integer, Position> starts,
      JsonEventType<E> type) {
    Positions.requireThere(topics, topic, starts);
    List<OffsetRange> ranges = ranges(topic, starts, subscription.ends());
    long records = ranges.stream().mapToLong(range -> range.end() - range.start()).sum();
    return new EventSource<>(
            pipeline
                .apply(
                    "List" + type.name() + "Ranges", Create.of(ranges).withCoder(OffsetRange.CODER))
                .apply("Spread" + type.name() + "Ranges", EventSource.spread()),
            new OffsetRangeDecoder<E, V>(
                subscription.cluster(),
                topic,
                subscription.delay(),
                type.parser(),
                new Copies.AmongAll(records)),
            OptionalLong.empty()) // offsets are no count: some hold markers, others were compacted
        .holding(ranges.stream().map(OffsetRange::range).toList());
  }

  private static List<OffsetRange> ranges(
      Topic topic, Map<Integer, Position> starts, Map<Integer, Long> ends) {
    List<OffsetRange> ranges = new ArrayList<>();
    starts.forEach(
        (partition, start) ->
            ranges.add(
                new OffsetRange(topic.name(), partition, start.offset(), ends.get(partition))));
    return ranges;
  }
}
