package dev.tideline.fraud;

import dev.tideline.windowing.Timetable;
import java.io.Serializable;

/**
 * How far back a card's history reaches: what is older than any payment that may still arrive can
 * need is dropped.
 *
 * <p>The bound, for a card whose latest ingest time is {@code m}: a payment yet to arrive was
 * ingested at {@code m - disorder} or later, so it was made at {@code m - disorder - tolerance} or
 * later, or else it is too late to count; it is counted with payments less than 60 s before it.
 * Clocks that run ahead don't matter, since all is measured from the time of ingest.
 *
 * @param span how long before the card's latest ingest time a payment must have been made to be
 *     dropped, in ms
 */
public record Retention(long span) implements Serializable {

  /** Everything is kept. */
  private static final long FOREVER = Long.MAX_VALUE;

  /**
   * Checks the span.
   *
   * @throws IllegalArgumentException if the span is negative
   */
  public Retention {
    if (span < 0) {
      throw new IllegalArgumentException("a history can't reach into the future: " + span + " ms");
    }
  }

  /** For bounded runs: payments may arrive in any order whatever, so none is dropped. */
  public static Retention unlimited() {
    return new Retention(FOREVER);
  }

  /**
   * For unbounded runs that count by {@link Timetable#TOLERANCE}.
   *
   * @param disorder by how many ms of ingest time a payment may arrive after another of its card
   *     that was ingested later: as far as one partition of the source may run ahead of another. Be
   *     generous, it costs little: few cards pay often, and a run fails when it was too small
   */
  public static Retention live(long disorder) {
    return new Retention(
        Math.addExact(disorder, Timetable.TOLERANCE.getMillis() + Timetable.VELOCITY.getMillis()));
  }

  /**
   * The latest event time that no payment yet to arrive can need.
   *
   * @param latestIngest the latest ingest time of the card, ms since the epoch
   */
  long horizon(long latestIngest) {
    return span == FOREVER ? Long.MIN_VALUE : latestIngest - span;
  }
}
