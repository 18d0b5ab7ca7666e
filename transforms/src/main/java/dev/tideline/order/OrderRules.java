package dev.tideline.order;

import dev.tideline.event.EventRules;
import dev.tideline.records.Finding;
import dev.tideline.records.RejectReason;
import dev.tideline.store.Stores;

/** The rules that an order event must keep. */
public final class OrderRules {

  private OrderRules() {}

  /** The first rule an order event breaks, or null. */
  public static Finding broken(OrderView event, Stores stores) {
    Finding broken = EventRules.broken(event, stores);
    if (broken == null) {
      broken = EventRules.implausible("placed_at", event.placedAt());
    }
    if (broken != null) {
      return broken;
    }
    if (event.placedAt() > event.eventTime()) {
      return EventRules.atTime(RejectReason.PLACED_AFTER_EVENT, "placed_at", event.placedAt());
    }
    if (event.lineCount() == 0 && event.type() != OrderType.FULFILLED) {
      return new Finding(RejectReason.NO_LINES, "lines", "");
    }
    for (int line = 0; line < event.lineCount(); line++) {
      broken = brokenLine(event, line);
      if (broken != null) {
        return broken;
      }
    }
    return null;
  }

  private static Finding brokenLine(OrderView event, int line) {
    Finding category = EventRules.brokenKey("lines.category", event.category(line));
    if (category != null) {
      return category;
    }
    int quantity = event.quantity(line);
    if (quantity < 0) {
      return new Finding(
          RejectReason.NEGATIVE_AMOUNT, "lines.quantity", Integer.toString(quantity));
    }
    Finding amount = EventRules.brokenAmount("lines.amount", event.amount(line));
    return amount != null ? amount : EventRules.brokenAmount("lines.cost", event.cost(line));
  }
}
