package dev.tideline.io.kafka.beam;

import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;

/**
 * How far one partition was read, and up to which time of ingest. KafkaIO polls in one thread and
 * hands over in another; each tells its part.
 */
final class PartitionProgress {

  private final Topic topic;
  private final long delay;
  private long time;
  private long othersTime = Position.UNKNOWN;
  private long next = Position.UNKNOWN;
  private long toHandOver;
  private long position;
  private long handedAt = System.currentTimeMillis();
  private boolean ended;

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
    ended = true;
  }

  /**
   * KafkaIO hands over the record at an offset, ingested then; {@link Position#UNKNOWN} if it only
   * stands for offsets that have none.
   */
  synchronized void handsOver(long offset, long ingestTime) {
    next = offset + 1;
    time = Math.max(time, ingestTime);
    handedAt = System.currentTimeMillis();
  }

  /**
   * KafkaIO asked the broker how far the partition reaches. If all of it was handed over, the
   * watermark goes on: by the wall clock where that is what the broker stamps; else as far as the
   * others had come by then, for what comes here later was appended after that.
   *
   * @param backlog how many offsets there are to hand over, as KafkaIO reckons; negative if it does
   *     not know
   * @param asked when it asked, ms since the epoch
   * @param reached the latest time of ingest in any partition by then, ms since the epoch, or
   *     {@link Position#UNKNOWN}
   */
  synchronized void reaches(long backlog, long asked, long reached) {
    if (backlog < 0 || next < toHandOver || next + backlog > position) {
      return;
    }
    if (topic.logAppendTime()) {
      time = Math.max(time, asked);
    } else if (asked - handedAt >= Topic.SILENCE) {
      othersTime = Math.max(othersTime, reached);
    }
  }

  /** Whether the watermark no longer waits for it: nothing more of it is read. */
  synchronized boolean ended() {
    return ended;
  }

  /** The latest time of ingest there was, ms since the epoch, or {@link Position#UNKNOWN}. */
  synchronized long time() {
    return time;
  }

  /** How far the watermark may go for its sake; {@link Position#UNKNOWN} if that is not known. */
  synchronized long allows() {
    return less(Math.max(time, othersTime));
  }

  /** Its own watermark, ms since the epoch; {@link Position#UNKNOWN} without a time. */
  synchronized long watermark() {
    return less(time);
  }

  private long less(long ingested) {
    return ingested == Position.UNKNOWN ? Position.UNKNOWN : ingested - delay;
  }
}
