package dev.tideline.io.kafka.beam;

import dev.tideline.io.kafka.Position;
import java.util.Collection;
import java.util.List;

/** How far the partitions of one reader were read. */
final class ReaderProgress {

  private final List<PartitionProgress> partitions;
  private long watermark = Position.UNKNOWN;
  private boolean ended;

  ReaderProgress(Collection<PartitionProgress> partitions) {
    this.partitions = List.copyOf(partitions);
  }

  /** The least of the partitions that are waited for; it never falls, ms since the epoch. */
  synchronized long watermark() {
    partitions.stream()
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
