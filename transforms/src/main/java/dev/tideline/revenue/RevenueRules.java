package dev.tideline.revenue;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.ledger.Fate;
import dev.tideline.order.OrderRules;
import dev.tideline.order.OrderType;
import dev.tideline.order.OrderView;
import dev.tideline.records.Finding;
import dev.tideline.store.StoreTimeline;
import dev.tideline.store.Stores;
import dev.tideline.windowing.Lateness;
import java.time.LocalDate;
import java.util.OptionalInt;

/**
 * Which order events the P&amp;L of a range of business days counts.
 *
 * @param stores the reference data
 * @param lateness when an event is too late
 * @param from the first business day, an epoch day
 * @param to the last business day
 */
public record RevenueRules(Stores stores, Lateness lateness, int from, int to)
    implements AdmissionRules<OrderView> {

  /**
   * The rules of the business days from one to another.
   *
   * @param first the first day, or null for no first
   * @param last the last day, or null for no last
   */
  public static RevenueRules between(
      LocalDate first, LocalDate last, Stores stores, Lateness lateness) {
    return new RevenueRules(
        stores,
        lateness,
        first == null ? Integer.MIN_VALUE : (int) first.toEpochDay(),
        last == null ? Integer.MAX_VALUE : (int) last.toEpochDay());
  }

  @Override
  public Finding broken(OrderView event) {
    return OrderRules.broken(event, stores);
  }

  /** Events of the days asked for that move money: handing an order over moves none. */
  @Override
  public boolean inScope(OrderView event) {
    return fate(event) != Fate.OUT_OF_SCOPE;
  }

  /** As all rules say it; but scope and lateness need the business day, which is looked up once. */
  @Override
  public Fate fate(OrderView event) {
    if (event.type() == OrderType.FULFILLED || !lateness.seen(event)) {
      return Fate.OUT_OF_SCOPE;
    }
    StoreTimeline store = stores.get(event.storeId());
    int day = store.dayOf(event.eventTime());
    if (day < from || day > to) {
      return Fate.OUT_OF_SCOPE;
    }
    if (event.ingestTime() > lateness.deadline(event, store, day)) {
      return Fate.TOO_LATE;
    }
    return event.copy() > 0 ? Fate.DUPLICATE : Fate.COUNTED;
  }

  /** The epoch day on which an event counts; empty if on none. */
  public OptionalInt bookedOn(OrderView event) {
    return broken(event) == null && fate(event) == Fate.COUNTED
        ? OptionalInt.of(stores.get(event.storeId()).dayOf(event.eventTime()))
        : OptionalInt.empty();
  }
}
