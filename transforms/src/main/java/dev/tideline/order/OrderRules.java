package dev.tideline.order;

import dev.tideline.event.EventRules;
import dev.tideline.records.RejectReason;
import dev.tideline.store.Stores;

/** The rules that an order event must keep. */
public final class OrderRules {

  private OrderRules() {}

  /** The first rule an order event breaks, or null. */
  public static RejectReason broken(OrderView event, Stores stores) {
    RejectReason broken = EventRules.broken(event, stores);
    if (broken != null) {
      return broken;
    }
    if (!EventRules.plausible(event.placedAt())) {
      return RejectReason.IMPLAUSIBLE_TIME;
    }
    if (event.placedAt() > event.eventTime()) {
      return RejectReason.PLACED_AFTER_EVENT;
    }
    if (event.lineCount() == 0 && event.type() != OrderType.FULFILLED) {
      return RejectReason.NO_LINES;
    }
    for (int line = 0; line < event.lineCount(); line++) {
      broken = brokenLine(event, line);
      if (broken != null) {
        return broken;
      }
    }
    return null;
  }

  private static RejectReason brokenLine(OrderView event, int line) {
    RejectReason category = EventRules.brokenKey(event.category(line));
    if (category != null) {
      return category;
    }
    if (event.quantity(line) < 0) {
      return RejectReason.NEGATIVE_AMOUNT;
    }
    RejectReason amount = EventRules.brokenAmount(event.amount(line));
    return amount != null ? amount : EventRules.brokenAmount(event.cost(line));
  }
}
