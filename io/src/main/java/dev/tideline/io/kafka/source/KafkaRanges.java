package dev.tideline.io.kafka.source;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.event.EventView;
import dev.tideline.io.EventSource;
import dev.tideline.io.kafka.KafkaClusterException;
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
import org.apache.beam.sdk.values.PCollection;

/** A fixed range of a topic as a bounded source: a worker reads a partition's part on its own. */
public final class KafkaRanges {

  private KafkaRanges() {}

  /**
   * Opens a range of a topic.
   *
   * @param topics to look up from where the event ids before the range are to be learned
   * @param subscription the starts and, for each of their partitions, the end, none of them beyond
   *     what is there
   * @throws KafkaClusterException if a start was deleted, naming how many records are lost
   */
  public static <E extends V, V extends EventView> EventSource<OffsetRange, V> open(
      Pipeline pipeline,
      Topics topics,
      Subscription subscription,
      JsonEventType<E> type,
      AdmissionRules<V> rules) {
    List<OffsetRange> ranges = ranges(topics, subscription, rules.lateness().span());
    PCollection<OffsetRange> elements =
        pipeline
            .apply("List" + type.name() + "Ranges", Create.of(ranges).withCoder(OffsetRange.CODER))
            .apply("Spread" + type.name() + "Ranges", EventSource.spread());
    return new EventSource<>(
        elements,
        new OffsetRangeDecoder<>(subscription.cluster(), subscription.topic(), type, rules),
        EventSource.Known.NOTHING,
        OptionalLong.empty()); // offsets are no count: some hold markers, others were compacted
  }

  private static List<OffsetRange> ranges(Topics topics, Subscription subscription, long span) {
    Topic topic = subscription.topic();
    Map<Integer, Long> learnFrom = Positions.learnFrom(topics, topic, subscription.starts(), span);
    List<OffsetRange> ranges = new ArrayList<>();
    subscription
        .starts()
        .forEach(
            (partition, start) ->
                ranges.add(
                    new OffsetRange(
                        topic.name(),
                        partition,
                        learnFrom.get(partition),
                        start.offset(),
                        subscription.ends().get(partition))));
    return ranges;
  }
}
