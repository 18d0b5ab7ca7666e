package dev.tideline.order;

import dev.tideline.event.EventRules;
import dev.tideline.event.EventView;
import dev.tideline.sum.Total;

/**
 * What the business rules ask of an order event, and all else that makes it this event. Lines are
 * numbered from 0. What no rule asks, the ids and articles, may be read from a file only once it is
 * asked for; null there if its bytes are no text.
 */
public interface OrderView extends EventView, OrderFigures {

  /** The event's id, the same for all its copies. */
  String eventId();

  /** The order. */
  String orderId();

  /** The article of a line. */
  String sku(int line);

  @Override
  String storeId();

  @Override
  String currency();

  @Override
  long eventTime();

  @Override
  default String id() {
    return eventId();
  }

  /** What its lines come to: of a cancellation or refund below 0; handing over moves none. */
  @Override
  default Total net() {
    if (type() == OrderType.FULFILLED) {
      return Total.ZERO;
    }
    Total.Running sum = new Total.Running();
    for (int line = 0; line < lineCount(); line++) {
      if (!EventRules.lawful(amount(line))) {
        return null;
      }
      sum.add(type() == OrderType.PLACED ? amount(line) : -amount(line));
    }
    return lineCount() == 0 ? null : sum.total();
  }
}
