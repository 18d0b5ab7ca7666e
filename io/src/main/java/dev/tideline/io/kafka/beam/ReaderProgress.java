package dev.tideline.io.kafka.beam;

import dev.tideline.io.kafka.Position;
import java.util.Map;

/** How far the partitions of one reader were read. */
final class ReaderProgress {

  private final Map<Integer, PartitionProgress> partitions;
  private long watermark = Position.UNKNOWN;
  private boolean ended;

  /** Of these partitions, by their numbers. */
  ReaderProgress(Map<Integer, PartitionProgress> partitions) {
    this.partitions = Map.copyOf(partitions);
  }

  /** That of a partition. */
  PartitionProgress of(int number) {
    return partitions.get(number);
  }

  /** The least of the partitions that are waited for; it never falls, ms since the epoch. */
  synchronized long watermark() {
    partitions.values().stream()
        .filter(PartitionProgress::waitedFor)
        .mapToLong(PartitionProgress::watermark)
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
