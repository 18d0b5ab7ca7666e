package dev.tideline.io.kafka;

import java.io.Serializable;

/**
 * How far a partition was read.
 *
 * @param offset of the next record
 * @param watermark the partition's own watermark, ms since the epoch: what is read next was, but
 *     for small disorder, ingested no earlier; {@link #UNKNOWN} if nothing was read yet, or whoever
 *     committed the position did not say
 */
public record Position(long offset, long watermark) implements Serializable {

  /** Nothing is known of the time. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** A position of which no time is known. */
  public static Position at(long offset) {
    return new Position(offset, UNKNOWN);
  }
}
