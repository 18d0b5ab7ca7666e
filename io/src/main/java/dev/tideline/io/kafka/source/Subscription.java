package dev.tideline.io.kafka.source;

import dev.tideline.coverage.SourceRange;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an unbounded source reads.
 *
 * @param cluster where
 * @param topic as it was found before the run
 * @param group under which positions are committed, for monitoring and for a run without state
 * @param starts where to begin, by partition: the partitions to read
 * @param ends the offsets to end at, by partition; of a partition that is not there all is read for
 *     ever
 * @param delay how far the watermark is behind the time of ingest, in ms
 * @param span how much of ingest time is handed over between two checkpoint marks at most, in ms;
 *     {@link Long#MAX_VALUE} for any
 * @param readers into how many readers the partitions are spread at most; 0 for as many as the
 *     runner asks for
 * @param acceptLoss whether to go on with what is left where records were deleted unread
 */
public record Subscription(
    KafkaCluster cluster,
    Topic topic,
    String group,
    Map<Integer, Position> starts,
    Map<Integer, Long> ends,
    long delay,
    long span,
    int readers,
    boolean acceptLoss)
    implements Serializable {

  public Subscription {
    starts = new TreeMap<>(starts);
    ends = new TreeMap<>(ends);
  }

  /** The partitions to read, in order. */
  public List<Integer> partitions() {
    return List.copyOf(starts.keySet());
  }

  /** What of the topic is to be read, to {@link Long#MAX_VALUE} where there is no end. */
  public List<SourceRange> ranges() {
    return starts.entrySet().stream()
        .map(
            each ->
                new SourceRange(
                    topic.name(),
                    each.getKey(),
                    each.getValue().offset(),
                    ends.getOrDefault(each.getKey(), Long.MAX_VALUE)))
        .toList();
  }

  /** The last of it, where there is an end: where a run that goes on began, its state knows. */
  public List<SourceRange> lastOffsets() {
    return ends.entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .map(
            each ->
                new SourceRange(topic.name(), each.getKey(), each.getValue() - 1, each.getValue()))
        .toList();
  }

  /** Deals the partitions out to as many readers as asked for, or fewer. */
  List<Subscription> split(int asked) {
    int most = readers == 0 ? asked : Math.min(readers, asked);
    int count = Math.max(1, Math.min(most, starts.size()));
    List<Map<Integer, Position>> hands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      hands.add(new TreeMap<>());
    }
    int dealt = 0;
    for (Map.Entry<Integer, Position> each : starts.entrySet()) {
      hands.get(dealt++ % count).put(each.getKey(), each.getValue());
    }
    return hands.stream().map(this::from).toList();
  }

  /** The same, of some partitions only. */
  Subscription from(Map<Integer, Position> some) {
    return new Subscription(cluster, topic, group, some, ends, delay, span, readers, acceptLoss);
  }
}
