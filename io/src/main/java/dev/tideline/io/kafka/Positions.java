package dev.tideline.io.kafka;

import dev.tideline.event.EventRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * The positions that a group has committed for a topic, each with its watermark, the topic's id and
 * the number of partitions there were in the commit's metadata. A run that has no state of its own
 * begins there.
 */
public final class Positions {

  private final Topics topics;
  private final Topic topic;
  private final String group;

  private Positions(Topics topics, Topic topic, String group) {
    this.topics = topics;
    this.topic = topic;
    this.group = group;
  }

  /** Of a group in a topic. */
  public static Positions of(Topics topics, Topic topic, String group) {
    return new Positions(topics, topic, group);
  }

  /** What is committed, by partition; a partition without a commit is not there. */
  public Map<Integer, Position> committed() {
    Map<Integer, Position> positions = new TreeMap<>();
    topics
        .committed(group, topic)
        .forEach((partition, commit) -> positions.put(partition, Commit.position(commit)));
    return positions;
  }

  /**
   * Where a run has come to that has read a topic up to some ends.
   *
   * <p>Where the broker stamps the time, whatever comes next is ingested after all that is there,
   * in silent partitions too. Where a producer does, a partition's own records alone tell.
   *
   * <p>Where a transaction is open, what is to come may have been ingested long ago: there the time
   * stays what it was.
   *
   * @param extent of the topic, up to the ends of which was read
   * @param delay how much earlier a record may have been ingested than one that came before it, ms
   */
  public Map<Integer, Position> reached(Extent extent, long delay) {
    long overall = Collections.max(extent.latest().values());
    Map<Integer, Position> before = committed();
    Map<Integer, Position> reached = new TreeMap<>();
    extent
        .ends()
        .forEach(
            (partition, end) -> {
              Position earlier = before.getOrDefault(partition, Position.at(0));
              long time = topic.logAppendTime() ? overall : extent.latest().get(partition);
              if (extent.hasOpenTransaction(partition)) {
                reached.put(partition, new Position(end, earlier.watermark()));
              } else {
                reached.put(
                    partition,
                    EventRules.plausible(time)
                        ? new Position(end, time - delay)
                        : Position.at(end));
              }
            });
    return reached;
  }

  /** Commits positions, when all that comes before them has had its effect. */
  public void commit(Map<Integer, Position> positions) {
    Map<Integer, OffsetAndMetadata> commits = new TreeMap<>();
    positions.forEach((partition, position) -> commits.put(partition, Commit.of(position, topic)));
    topics.commit(group, topic, commits);
  }

  /**
   * Where a run without state begins, for every partition: at the committed position less a look
   * back, or at the beginning where nothing is committed.
   *
   * <p>It is a look back from the partition that is the furthest behind: what is still to come
   * there belongs to windows that others have brought their part of long ago. Of a partition that
   * was added since the positions were committed all is still to come.
   *
   * <p>If a partition has no position, a reader was killed before it committed its first; and one
   * where nothing was read may have records from long before. How far behind they are is not known:
   * then all is read from the beginning.
   *
   * <p>What is to be read again must be there: of windows of which a part was deleted the rows
   * would be too small, and never replace those that there are.
   *
   * @param lookBack how much is read again before the committed positions, in ms of ingest time
   * @param acceptLoss whether to begin at what is left where records were deleted unread
   * @throws KafkaClusterException naming each partition that no longer has its position, and how
   *     many records are lost; or that the topic was made anew
   */
  public Map<Integer, Position> start(long lookBack, boolean acceptLoss) {
    Map<Integer, OffsetAndMetadata> commits = topics.committed(group, topic);
    requireSameTopic(commits);
    Map<Integer, Position> positions = withAdded(commits);
    Map<Integer, Long> beginnings = topics.beginnings(topic);
    Map<Integer, Position> start = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    Map<Integer, Long> ends = topics.ends(topic);
    beginnings.forEach(
        (partition, beginning) -> {
          Position committed = positions.get(partition);
          if (committed != null && committed.offset() >= beginning) {
            start.put(partition, committed);
            if (committed.offset() > ends.get(partition)) {
              problems.add(beyond(partition, committed.offset(), ends.get(partition)));
            }
            return;
          }
          start.put(partition, Position.at(beginning));
          if (committed != null && !acceptLoss) {
            problems.add(lost(topic.name(), partition, committed.offset(), beginning));
          }
        });
    KafkaClusterException.throwIfAny(problems);
    if (!commits.isEmpty() && !positions.keySet().containsAll(beginnings.keySet())) {
      return at(beginnings);
    }
    return lookBack == 0 ? start : lookBack(start, beginnings, ends, lookBack, acceptLoss);
  }

  /**
   * What was committed, and for partitions that were added since, that nothing of them was read.
   */
  private Map<Integer, Position> withAdded(Map<Integer, OffsetAndMetadata> commits) {
    Map<Integer, Position> positions = new TreeMap<>();
    commits.forEach((partition, commit) -> positions.put(partition, Commit.position(commit)));
    int then = commits.values().stream().mapToInt(Commit::partitions).max().orElse(0);
    // The broker stamps what is appended to a new partition later than what was read by then.
    Position nothing = topic.logAppendTime() ? new Position(0, behind(positions)) : Position.at(0);
    for (int partition = then; then > 0 && partition < topic.partitions(); partition++) {
      positions.putIfAbsent(partition, nothing);
    }
    return positions;
  }

  /** The watermark of the partition that is the furthest behind. */
  private static long behind(Map<Integer, Position> positions) {
    return positions.values().stream()
        .mapToLong(Position::watermark)
        .filter(watermark -> watermark != Position.UNKNOWN)
        .min()
        .orElse(Position.UNKNOWN);
  }

  private Map<Integer, Position> lookBack(
      Map<Integer, Position> start,
      Map<Integer, Long> beginnings,
      Map<Integer, Long> ends,
      long lookBack,
      boolean acceptLoss) {
    long behind = behind(start);
    if (behind == Position.UNKNOWN) {
      return at(beginnings);
    }
    Map<Integer, Position> unread = new TreeMap<>(start);
    unread
        .entrySet()
        .removeIf(
            each ->
                each.getValue().watermark() != Position.UNKNOWN
                    || each.getValue().offset() >= ends.get(each.getKey()));
    if (!unread.isEmpty()) {
      // They are of times that nobody knows, but not of before the look-back, or all is to be read.
      behind -= lookBack;
      Map<Integer, Long> found = topics.at(topic, sameTime(unread, behind));
      if (unread.entrySet().stream()
          .anyMatch(each -> found.get(each.getKey()) > each.getValue().offset())) {
        return at(beginnings);
      }
    }
    long time = behind - lookBack;
    Map<Integer, Long> found = topics.at(topic, sameTime(start, time));
    Map<Integer, Position> earlier = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    start.forEach(
        (partition, position) -> {
          boolean known = position.watermark() != Position.UNKNOWN;
          long beginning = beginnings.get(partition);
          long offset = Math.min(found.get(partition), position.offset());
          earlier.put(partition, known ? new Position(offset, time) : Position.at(beginning));
          if (known && offset <= beginning && deletedSince(beginning, time)) {
            problems.add(lostAgain(partition, beginning, time));
          }
        });
    if (!acceptLoss) {
      KafkaClusterException.throwIfAny(problems);
    }
    return earlier;
  }

  private static Map<Integer, Long> sameTime(Map<Integer, Position> partitions, long time) {
    Map<Integer, Long> times = new TreeMap<>();
    partitions.keySet().forEach(partition -> times.put(partition, time));
    return times;
  }

  /**
   * Whether records of that time or later may be among those that were deleted. Of those that were
   * deleted for their age alone it is known how old they were.
   */
  private boolean deletedSince(long beginning, long time) {
    boolean forTheirAge = topic.retention() != Long.MAX_VALUE && !topic.boundedInSize();
    return beginning > 0
        && !(forTheirAge && System.currentTimeMillis() - topic.retention() <= time);
  }

  /** Positions at some offsets, of times that are not known. */
  public static Map<Integer, Position> at(Map<Integer, Long> offsets) {
    Map<Integer, Position> positions = new TreeMap<>();
    offsets.forEach((partition, offset) -> positions.put(partition, Position.at(offset)));
    return positions;
  }

  /** Positions, moved on to the first record that is left where theirs was deleted. */
  public static Map<Integer, Position> left(
      Topics topics, Topic topic, Map<Integer, Position> positions) {
    Map<Integer, Long> beginnings = topics.beginnings(topic);
    Map<Integer, Position> left = new TreeMap<>(positions);
    left.replaceAll(
        (partition, position) ->
            new Position(
                Math.max(position.offset(), beginnings.get(partition)), position.watermark()));
    return left;
  }

  /**
   * Makes sure that what comes at some positions is still there.
   *
   * @throws KafkaClusterException naming each partition where it was deleted, and how many records
   *     are lost
   */
  public static void requireThere(Topics topics, Topic topic, Map<Integer, Position> positions) {
    Map<Integer, Long> beginnings = topics.beginnings(topic);
    List<String> problems = new ArrayList<>();
    positions.forEach(
        (partition, position) -> {
          if (position.offset() < beginnings.get(partition)) {
            problems.add(
                lost(topic.name(), partition, position.offset(), beginnings.get(partition)));
          }
        });
    KafkaClusterException.throwIfAny(problems);
  }

  private void requireSameTopic(Map<Integer, OffsetAndMetadata> commits) {
    if (commits.values().stream().map(Commit::topicId).anyMatch(topic::isNot)) {
      throw new KafkaClusterException(topic.madeAnew("the position of the group " + group));
    }
    for (int partition : commits.keySet()) {
      if (partition >= topic.partitions()) {
        throw new KafkaClusterException(
            "the group %s has a position in partition %d of %s, which has only %d partitions: name another group"
                .formatted(group, partition, topic.name(), topic.partitions()));
      }
    }
  }

  private String beyond(int partition, long offset, long end) {
    return "%s-%d ends at %d, before the position %d of the group %s: was it made anew? Name another group"
        .formatted(topic.name(), partition, end, offset, group);
  }

  private String lostAgain(int partition, long beginning, long time) {
    return "%s-%d: what is to be read again, from %s on, may be deleted in part: the partition begins at offset %d; --accept-loss goes on with what is left, begin with another --group and another --output for rows of what is left alone"
        .formatted(topic.name(), partition, Instant.ofEpochMilli(time), beginning);
  }

  /** What to say where records were deleted before they were read. */
  public static String lost(String topic, int partition, long offset, long beginning) {
    return "%s-%d: %d records were deleted before they were read (offsets %d to %d); --accept-loss goes on without them"
        .formatted(topic, partition, beginning - offset, offset, beginning - 1);
  }
}
