package dev.tideline.datasets.journey;

import dev.tideline.datasets.freshmart.Chance;
import dev.tideline.datasets.freshmart.Disorder;
import dev.tideline.datasets.freshmart.Draw;
import dev.tideline.datasets.freshmart.PlacedOrder;
import dev.tideline.datasets.freshmart.Span;

/**
 * The way of an event from a till to the cluster: wrong clocks, lost connections, slow networks.
 */
final class Journey {

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  private static final Span LATENCY = Span.of(20, SECOND);
  private static final Span SLOWNESS = Span.of(SECOND, 8 * MINUTE);
  private static final Span CLOCK_ERROR = Span.of(SECOND, 30 * MINUTE);
  private static final Span UNTIL_REPEAT = Span.of(SECOND / 2, 2 * MINUTE);

  /** Each till has at most one outage in each of these: long enough to outlast a close of books. */
  private static final long OUTAGE_PERIOD = 12 * 60 * MINUTE;

  /** Tills to a store. */
  private static final int TILLS = 16;

  private final Disorder disorder;

  Journey(Disorder disorder) {
    this.disorder = disorder;
  }

  /** How far the clock of the order's till is ahead, ms; negative if it is behind, mostly 0. */
  long clockError(PlacedOrder order) {
    Chance skew = order.chance().of(Draw.SKEW);
    if (order.planted() || !skew.happens(disorder.skew())) {
      return 0;
    }
    long error = CLOCK_ERROR.at(skew.of(1));
    return skew.of(2).happens(0.5) ? error : -error;
  }

  /** Why an event that happened at this time is late, if it is. */
  Late late(PlacedOrder order, Chance event, long time) {
    if (onlineFrom(order, time) > time) {
      return Late.OFFLINE;
    }
    return event.of(Draw.SLOW).happens(disorder.late()) ? Late.SLOW : Late.NOT;
  }

  /** When an event that happened at this time is ingested, ms since the epoch. */
  long arrival(PlacedOrder order, Chance event, long time, Late late) {
    long latency = LATENCY.at(event.of(Draw.LATENCY));
    return latency
        + switch (late) {
          case NOT -> time;
          case SLOW -> time + SLOWNESS.at(event.of(Draw.SLOW).of(1));
          case OFFLINE -> onlineFrom(order, time);
        };
  }

  /** How often an event is sent again. */
  int repeats(Chance event) {
    Chance repeat = event.of(Draw.REPEAT);
    return repeat.happens(disorder.duplicate()) ? 1 + repeat.of(0).below(3) : 0;
  }

  /** How long after the copy before it a duplicate is ingested, ms. */
  long untilRepeat(Chance event, int copy) {
    return UNTIL_REPEAT.at(event.of(Draw.REPEAT).of(copy));
  }

  /** Whether an event's record is broken on the way. */
  boolean breaks(Chance event) {
    return event.of(Draw.DAMAGE).happens(disorder.broken());
  }

  /** The next moment at which the order's till has a connection. */
  private long onlineFrom(PlacedOrder order, long time) {
    if (disorder.offline() == 0 || order.planted()) {
      return time;
    }
    int till = order.chance().of(Draw.TILL).below(TILLS);
    long period = Math.floorDiv(time, OUTAGE_PERIOD);
    Chance outage = order.shop().chance().of(Draw.OUTAGE).of(till).of(period);
    // The square of a unit is a third on average: mostly minutes, seldom many hours.
    if (!outage.happens(3 * disorder.offline())) {
      return time;
    }
    double luck = outage.of(0).unit();
    long length = (long) (luck * luck * OUTAGE_PERIOD);
    long start = period * OUTAGE_PERIOD + (long) (outage.of(1).unit() * (OUTAGE_PERIOD - length));
    return time >= start && time < start + length ? start + length : time;
  }
}
