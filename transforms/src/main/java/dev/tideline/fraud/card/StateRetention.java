package dev.tideline.fraud.card;

import dev.tideline.event.Copies;
import dev.tideline.windowing.WindowPolicies;
import java.io.Serializable;

/**
 * How far back a card's history reaches: what is older than any payment that may still arrive can
 * need is dropped.
 *
 * <p>A payment that is yet to arrive and counts was made {@link WindowPolicies#TOLERANCE} before
 * its ingest or later, and it is counted with payments less than 60 s before it. So of a card to
 * which nothing comes that was ingested before a moment, all is needed that was made later than
 * {@link #REACH} before that moment. Clocks that run ahead don't matter, since all is measured from
 * the time of ingest.
 *
 * @param span how long before the card's latest ingest time a payment must have been made to be
 *     dropped when another arrives, in ms
 * @param timed whether payments are dropped, and idle cards released, by timers instead: so long
 *     before the watermark
 */
public record StateRetention(long span, boolean timed) implements Serializable {

  /** How long before the earliest ingest time that is yet to come a payment is needed, in ms. */
  static final long REACH =
      WindowPolicies.TOLERANCE.getMillis() + WindowPolicies.VELOCITY.getMillis();

  /** Everything is kept. */
  private static final long FOREVER = Long.MAX_VALUE;

  /**
   * Checks the span.
   *
   * @throws IllegalArgumentException if the span is negative
   */
  public StateRetention {
    if (span < 0) {
      throw new IllegalArgumentException("a history can't reach into the future: " + span + " ms");
    }
  }

  /** For bounded runs: payments may arrive in any order whatever, so none is dropped. */
  public static StateRetention unlimited() {
    return new StateRetention(FOREVER, false);
  }

  /**
   * For unbounded runs on runners that have event-time timers: the watermark promises that whatever
   * arrives was ingested hardly earlier, and so says what is no longer needed. Cards that are not
   * seen any more are released.
   *
   * @param slack by how much a payment may have been ingested before the watermark, in ms
   */
  public static StateRetention byWatermark(long slack) {
    return new StateRetention(Math.addExact(slack, REACH), true);
  }

  /**
   * For unbounded runs without event-time timers. What a card no longer needs is dropped when it
   * pays again; a card that never does is kept.
   *
   * @param disorder by how many ms of ingest time a payment may arrive after another of its card
   *     that was ingested later: as far as one partition of the source may run ahead of another. A
   *     run fails when it was too small
   */
  public static StateRetention withoutTimers(long disorder) {
    return new StateRetention(Math.addExact(disorder, REACH), false);
  }

  /** What a source that can say this of copies allows. */
  public static StateRetention of(Copies copies) {
    if (copies instanceof Copies.UntilTheWatermark until) {
      return byWatermark(until.slack());
    }
    return copies instanceof Copies.WithinDisorder within && within.disorder() < FOREVER
        ? withoutTimers(within.disorder())
        : unlimited();
  }

  /**
   * The latest event time that no payment yet to arrive can need.
   *
   * @param latestIngest the latest ingest time of the card, ms since the epoch
   */
  long horizon(long latestIngest) {
    return timed || span == FOREVER ? Long.MIN_VALUE : latestIngest - span;
  }
}
