package dev.tideline.io.kafka;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * What there is to know of a topic.
 *
 * @param name its name
 * @param id by which the brokers tell it from another that had its name before; empty if they are
 *     too old to have one (before Kafka 2.8)
 * @param partitions how many it has
 * @param logAppendTime whether a record's timestamp is the broker's clock when it was appended; if
 *     not, it is what the producer stamped
 * @param ahead by how many ms a producer's stamp may be ahead of the broker's clock for a record to
 *     be taken; {@link Long#MAX_VALUE} if by any
 * @param retention for how many ms the broker keeps a record; {@link Long#MAX_VALUE} if it never
 *     deletes one for its age
 * @param boundedInSize whether the broker may delete a record for the size of its partition
 * @param compacted whether the broker may delete a record for a later one of its key
 */
public record Topic(
    String name,
    String id,
    int partitions,
    boolean logAppendTime,
    long ahead,
    long retention,
    boolean boundedInSize,
    boolean compacted)
    implements Serializable {

  /**
   * By how much, in ms, a record may have been ingested before the watermark: clocks of brokers may
   * step back when the leader of a partition changes, and what producers stamp counts as ingested
   * no earlier.
   */
  public static final long DISORDER = 60_000;

  /**
   * For how long, in ms, nothing must have come of a partition for the others to go on without it,
   * where the producers' clocks are stamped: the broker's then says nothing.
   */
  public static final long SILENCE = 2_000;

  /** Whether an id that was noted is of another topic; one that is empty is not known to be. */
  public boolean isNot(String noted) {
    return !noted.isEmpty() && !id.isEmpty() && !noted.equals(id);
  }

  /**
   * What to say where an id that was noted {@linkplain #isNot is of another topic}.
   *
   * @param what was noted of the other one, such as {@code the state}
   */
  public String madeAnew(String what) {
    return "%s was deleted and made anew: %s is of the topic that was there before; begin with another --group and another --output (or --database): what the old topic came to stays where it is, and would be mixed with what the new one comes to"
        .formatted(name, what);
  }

  /**
   * Makes sure that it still is what a run began to read.
   *
   * @param now the id that it has now
   * @throws KafkaClusterException if it was made anew
   */
  public void requireId(String now) {
    if (isNot(now)) {
      throw new KafkaClusterException(madeAnew("what this run began to read"));
    }
  }

  /** The same with another number of partitions. */
  public Topic withPartitions(int number) {
    return new Topic(name, id, number, logAppendTime, ahead, retention, boundedInSize, compacted);
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
