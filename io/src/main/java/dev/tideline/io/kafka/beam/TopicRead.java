package dev.tideline.io.kafka.beam;

import dev.tideline.event.EventView;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.source.GapCheck;
import dev.tideline.io.kafka.source.PartitionReader;
import dev.tideline.io.lines.JsonEventType;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What KafkaIO is to read, as it travels with the graph: without what it takes to log in.
 *
 * @param cluster where
 * @param topic as it was found before the run
 * @param group under which positions are committed
 * @param starts where to begin, by partition: the partitions to read
 * @param ends the offsets to end at, by partition; if there are none, all is read for ever
 * @param delay how far the watermark is behind the time of ingest, in ms
 * @param acceptLoss whether to go on with what is left where records were deleted unread
 * @param type of the events
 * @param <E> the event
 */
public record TopicRead<E extends EventView>(
    KafkaCluster cluster,
    Topic topic,
    String group,
    Map<Integer, Position> starts,
    Map<Integer, Long> ends,
    long delay,
    boolean acceptLoss,
    JsonEventType<E> type)
    implements Serializable {

  public TopicRead {
    starts = new TreeMap<>(starts);
    ends = new TreeMap<>(ends);
  }

  /** A partition at a position. */
  PartitionReader<E> partition(int number, Position at, GapCheck gaps) {
    return new PartitionReader<>(
        topic, number, at, delay, ends.getOrDefault(number, Long.MAX_VALUE), type.parser(), gaps);
  }
}
