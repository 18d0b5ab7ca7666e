package dev.tideline.io.kafka;

import dev.tideline.windowing.WindowPolicies;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * What there is to know of a topic.
 *
 * @param name its name
 * @param partitions how many it has
 * @param logAppendTime whether a record's timestamp is the broker's clock when it was appended; if
 *     not, it is what the producer stamped
 * @param retention for how many ms the broker keeps a record; {@link Long#MAX_VALUE} if it never
 *     deletes one for its age
 */
public record Topic(String name, int partitions, boolean logAppendTime, long retention)
    implements Serializable {

  /** Clocks of brokers may step back by this, in ms, when the leader of a partition changes. */
  static final long CLOCK_STEP = 60_000;

  /**
   * How much earlier, in ms, a record of a partition may have been ingested than one before it: the
   * broker's clock hardly steps back, a replayer may be a day out of order.
   */
  public long disorder() {
    return logAppendTime ? CLOCK_STEP : WindowPolicies.RUNNER_LATENESS.getMillis();
  }

  /** The numbers of its partitions. */
  public List<Integer> numbers() {
    return IntStream.range(0, partitions).boxed().toList();
  }

  /** One of its partitions. */
  public TopicPartition partition(int number) {
    return new TopicPartition(name, number);
  }
}
