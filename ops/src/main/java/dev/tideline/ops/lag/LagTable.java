package dev.tideline.ops.lag;

import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.LogRange;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Positions;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.Topics;
import dev.tideline.pipelines.report.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How far a group is behind in a topic. Looks, and changes nothing. */
public final class LagTable {

  private static final List<String> COLUMNS =
      List.of("partition", "committed", "end", "lag", "behind", "data loss in", "watermark");

  private final Topics topics;
  private final KafkaCluster cluster;
  private final Topic topic;
  private final String group;
  private final long now;
  private final TextTable table = new TextTable(COLUMNS);
  private long records;
  private long behind;
  private long untilLoss = Long.MAX_VALUE;

  /**
   * Makes ready to look.
   *
   * @param now ms since the epoch
   */
  public LagTable(Topics topics, KafkaCluster cluster, Topic topic, String group, long now) {
    this.topics = topics;
    this.cluster = cluster;
    this.topic = topic;
    this.group = group;
    this.now = now;
  }

  /** Looks, and gives it as text: a line for each partition, the totals, and what was lost. */
  public String text() {
    Map<Integer, Position> committed = Positions.of(topics, topic, group).committed();
    Map<Integer, Long> beginnings = topics.beginnings(topic);
    Map<Integer, Long> ends = topics.ends(topic);
    List<String> lost = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = cluster.consumer(null, 1)) {
      for (int partition : topic.numbers()) {
        Position position = committed.get(partition);
        long beginning = beginnings.get(partition);
        long from = position == null ? beginning : Math.max(beginning, position.offset());
        if (position != null && position.offset() < beginning) {
          lost.add(Positions.lost(topic.name(), partition, position.offset(), beginning));
        }
        add(
            partition,
            position,
            from,
            ends.get(partition),
            oldest(consumer, partition, from, ends));
      }
    }
    table.add(List.of("all", "", "", "" + records, age(behind), remaining(untilLoss), ""));
    String heading = "group " + group + ", topic " + topic.name() + "\n";
    return heading + table + String.join("\n", lost) + (lost.isEmpty() ? "" : "\n");
  }

  private OptionalLong oldest(
      Consumer<byte[], byte[]> consumer, int partition, long from, Map<Integer, Long> ends) {
    LogRange unread =
        LogRange.open(
            cluster,
            consumer,
            topic.partition(partition),
            from,
            ends.get(partition),
            Topics.PATIENCE);
    List<ConsumerRecord<byte[], byte[]>> first = unread.next();
    return first.isEmpty() ? OptionalLong.empty() : OptionalLong.of(first.get(0).timestamp());
  }

  private void add(
      int partition, Position position, long from, long end, OptionalLong oldestUnread) {
    long lag = Math.max(0, end - from);
    long age = oldestUnread.isPresent() ? now - oldestUnread.getAsLong() : 0;
    long left =
        oldestUnread.isEmpty() || topic.retention() == Long.MAX_VALUE
            ? Long.MAX_VALUE
            : topic.retention() - age;
    records += lag;
    behind = Math.max(behind, age);
    untilLoss = Math.min(untilLoss, left);
    table.add(
        List.of(
            "" + partition,
            position == null ? "none" : "" + position.offset(),
            "" + end,
            "" + lag,
            age(age),
            remaining(left),
            position == null || position.watermark() == Position.UNKNOWN
                ? "unknown"
                : Instant.ofEpochMilli(position.watermark()).toString()));
  }

  private static String remaining(long left) {
    return left == Long.MAX_VALUE ? "never" : left <= 0 ? "now" : age(left);
  }

  /** Its two greatest units. */
  private static String age(long ms) {
    Duration time = Duration.ofMillis(Math.max(0, ms));
    if (time.toDays() > 0) {
      return time.toDays() + " d " + time.toHoursPart() + " h";
    }
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toSecondsPart() + " s";
  }
}
