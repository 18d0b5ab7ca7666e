package dev.tideline.pipelines.telemetry;

import dev.tideline.io.kafka.Position;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How far a group is behind in a topic.
 *
 * @param unread how many records there are past its position, by partition
 * @param watermarkLag how far the watermark is behind, in ms, in the partition where it is
 *     furthest; empty as long as no watermark is known
 */
record Backlog(Map<Integer, Long> unread, OptionalLong watermarkLag) {

  /**
   * Compares what is committed with what there is, all by partition.
   *
   * <p>A partition of which all is read is not behind, whatever its last watermark was: where
   * nothing comes, none is committed.
   *
   * @param committed one without a position is read from its beginning
   * @param now to which time a watermark could have come, ms since the epoch
   */
  static Backlog of(
      Map<Integer, Position> committed,
      Map<Integer, Long> beginnings,
      Map<Integer, Long> ends,
      Map<Integer, Long> now) {
    Map<Integer, Long> unread = new TreeMap<>();
    OptionalLong most = OptionalLong.empty();
    for (Map.Entry<Integer, Long> end : ends.entrySet()) {
      int partition = end.getKey();
      Position position = committed.getOrDefault(partition, Position.at(0));
      long from = Math.max(position.offset(), beginnings.get(partition));
      long left = Math.max(0, end.getValue() - from);
      unread.put(partition, left);
      if (position.watermark() != Position.UNKNOWN) {
        long lag =
            left == 0
                ? 0
                : Math.max(now.get(partition), position.watermark()) - position.watermark();
        most = OptionalLong.of(Math.max(lag, most.orElse(0)));
      }
    }
    return new Backlog(unread, most);
  }

  /** All records that are still to be read. */
  long allUnread() {
    return unread.values().stream().mapToLong(Long::longValue).sum();
  }
}
