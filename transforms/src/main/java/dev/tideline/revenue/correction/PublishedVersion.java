package dev.tideline.revenue.correction;

import dev.tideline.order.OrderView;
import dev.tideline.revenue.RevenueRules;
import dev.tideline.windowing.Lateness;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * By what the published versions of some days were made, by the same stores and as of the same
 * moment, so that it can be told of an event whether they have it.
 *
 * @param rules by which they were made, of all days
 * @param rejected for each of the days, by its epoch day, the {@linkplain
 *     dev.tideline.records.RecordLocation#place places}, sorted, of the records that were rejected
 *     by the run that made it, and where they have been replayed to since; runs that made several
 *     days share theirs
 */
public record PublishedVersion(RevenueRules rules, HashMap<Integer, long[]> rejected)
    implements Serializable {

  /**
   * Versions.
   *
   * @param rejected see there
   */
  public static PublishedVersion of(RevenueRules rules, Map<Integer, long[]> rejected) {
    return new PublishedVersion(rules, new HashMap<>(rejected));
  }

  /** Whether one of them is of that day. */
  boolean isOf(int day) {
    return rejected.containsKey(day);
  }

  /** The day whose version has an event; empty if none of them does. */
  OptionalInt dayOf(OrderView event) {
    OptionalInt day = rules.bookedOn(event);
    return day.isPresent() && isOf(day.getAsInt()) && !wasRejected(event, day.getAsInt())
        ? day
        : OptionalInt.empty();
  }

  /**
   * Why an event is booked on one of these days now, and was not, or the other way round.
   *
   * @param now by which lateness it counts
   */
  CorrectionCause causeOf(OrderView event, int day, Lateness now) {
    RevenueRules later = new RevenueRules(rules.stores(), now, rules.from(), rules.to());
    OptionalInt booked = later.bookedOn(event);
    if (booked.isEmpty() || booked.getAsInt() != day) {
      return CorrectionCause.STORES;
    }
    return wasRejected(event, day) ? CorrectionCause.REPAIRED : CorrectionCause.LATE;
  }

  private boolean wasRejected(OrderView event, int day) {
    long[] places = rejected.get(day);
    return places.length > 0 && Arrays.binarySearch(places, event.location().place()) >= 0;
  }
}
