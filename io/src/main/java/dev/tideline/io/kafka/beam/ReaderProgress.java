package dev.tideline.io.kafka.beam;

import dev.tideline.io.kafka.Position;
import java.util.Map;

/** How far the partitions of one reader were read. */
final class ReaderProgress {

  private final Map<Integer, PartitionProgress> partitions;
  private long watermark = Position.UNKNOWN;
  private long reached = Position.UNKNOWN;
  private long reachedAt = Long.MAX_VALUE;
  private long noted = Position.UNKNOWN;
  private long notedAt = Long.MAX_VALUE;
  private boolean ended;

  /** Of these partitions, by their numbers. */
  ReaderProgress(Map<Integer, PartitionProgress> partitions) {
    this.partitions = Map.copyOf(partitions);
  }

  /** That of a partition. */
  PartitionProgress of(int number) {
    return partitions.get(number);
  }

  /**
   * The latest time of ingest that was handed over by a moment, of any partition.
   *
   * @param moment ms since the epoch
   * @param now ms since the epoch
   * @return ms since the epoch, or an earlier one, or {@link Position#UNKNOWN}
   */
  synchronized long reachedBy(long moment, long now) {
    if (notedAt == Long.MAX_VALUE || moment >= notedAt) {
      reached = noted;
      reachedAt = notedAt;
      noted = partitions.values().stream().mapToLong(PartitionProgress::time).max().getAsLong();
      notedAt = now;
    }
    return moment >= reachedAt ? reached : Position.UNKNOWN;
  }

  /** The least of the partitions that are waited for; it never falls, ms since the epoch. */
  synchronized long watermark() {
    partitions.values().stream()
        .filter(partition -> !partition.ended())
        .mapToLong(PartitionProgress::allows)
        .min()
        .ifPresent(least -> watermark = Math.max(watermark, least));
    return watermark;
  }

  /** The last element was handed over. */
  synchronized void end() {
    ended = true;
  }

  /** Whether nothing will be handed over any more. */
  synchronized boolean ended() {
    return ended;
  }
}
