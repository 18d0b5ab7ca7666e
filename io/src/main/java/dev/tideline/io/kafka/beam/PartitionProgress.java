package dev.tideline.io.kafka.beam;

import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;

/**
 * How far one partition was read, and up to which time of ingest. KafkaIO polls in one thread and
 * hands over in another; each tells its part.
 */
final class PartitionProgress {

  /** For how long a partition must be silent, in ms, where the broker's clock says nothing. */
  private static final long SILENCE = 2_000;

  private final Topic topic;
  private final long delay;
  private long time;
  private long next = Position.UNKNOWN;
  private long toHandOver;
  private long position;
  private long handedAt = System.currentTimeMillis();
  private boolean waitedFor = true;

  /**
   * @param delay how far its watermark is behind the time of ingest, in ms
   * @param time the latest time of ingest known of what comes before, ms since the epoch, or {@link
   *     Position#UNKNOWN}
   */
  PartitionProgress(Topic topic, long delay, long time) {
    this.topic = topic;
    this.delay = delay;
    this.time = time;
  }

  /** The consumer begins at an offset. */
  synchronized void beginsAt(long offset) {
    next = offset;
    toHandOver = offset;
    position = offset;
  }

  /** The consumer gave everything before an offset to KafkaIO. */
  synchronized void polledTo(long offset) {
    toHandOver = offset;
    position = Math.max(position, offset);
  }

  /** The consumer knows that up to an offset there is nothing but gaps. */
  synchronized void skippedTo(long offset) {
    position = Math.max(position, offset);
  }

  /** The consumer has come to its end. */
  synchronized void ends() {
    waitedFor = false;
  }

  /**
   * KafkaIO hands over the record at an offset, ingested then; {@link Position#UNKNOWN} if it only
   * stands for offsets that have none.
   */
  synchronized void handsOver(long offset, long ingestTime) {
    next = offset + 1;
    time = Math.max(time, ingestTime);
    handedAt = System.currentTimeMillis();
    waitedFor = true;
  }

  /**
   * KafkaIO asked the broker how far the partition reaches. If all of it was handed over, its time
   * goes on: by the wall clock where that is what the broker stamps; else the others no longer
   * wait.
   *
   * @param backlog how many offsets there are to hand over, as KafkaIO reckons; negative if it does
   *     not know
   * @param asked when it asked, ms since the epoch
   */
  synchronized void reaches(long backlog, long asked) {
    if (backlog < 0 || next < toHandOver || next + backlog > position) {
      return;
    }
    if (topic.logAppendTime()) {
      time = Math.max(time, asked);
    } else {
      waitedFor = waitedFor && asked - handedAt < SILENCE;
    }
  }

  /** Whether the watermark waits for it. */
  synchronized boolean waitedFor() {
    return waitedFor;
  }

  /** Its own watermark, ms since the epoch; {@link Position#UNKNOWN} without a time. */
  synchronized long watermark() {
    return time == Position.UNKNOWN ? Position.UNKNOWN : time - delay;
  }
}
