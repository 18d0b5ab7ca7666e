package dev.tideline.testing;

import static dev.tideline.testing.FreshMartStores.at;
import static dev.tideline.testing.FreshMartStores.currencyOf;
import static dev.tideline.testing.FreshMartStores.money;

import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.records.RecordLocation;
import java.util.List;

/** Order events for tests, ingested five seconds after they happened unless said otherwise. */
public final class Orders {

  private Orders() {}

  /** An order is placed. */
  public static OrderEvent placed(String id, String storeId, String time, OrderLine... lines) {
    return event(id, OrderType.PLACED, storeId, time, time, lines);
  }

  /** An order is called off. */
  public static OrderEvent cancelled(String id, String storeId, String time, OrderLine... lines) {
    return event(id, OrderType.CANCELLED, storeId, time, time, lines);
  }

  /** Money is given back. */
  public static OrderEvent refunded(String id, String storeId, String time, OrderLine... lines) {
    return event(id, OrderType.REFUNDED, storeId, time, time, lines);
  }

  /** An order is handed over. */
  public static OrderEvent fulfilled(String id, String storeId, String placedAt, String time) {
    return event(id, OrderType.FULFILLED, storeId, placedAt, time);
  }

  /** A line of so many units that come to this amount and cost. */
  public static OrderLine line(String category, int quantity, String amount, String cost) {
    return new OrderLine("sku-" + category, category, quantity, money(amount), money(cost));
  }

  /** The same event, ingested at another time. */
  public static OrderEvent ingested(OrderEvent event, String time) {
    return new OrderEvent(
        event.eventId(),
        event.orderId(),
        event.type(),
        event.storeId(),
        event.eventTime(),
        event.placedAt(),
        event.currency(),
        event.lines(),
        at(time),
        event.copy(),
        event.location());
  }

  private static OrderEvent event(
      String id, OrderType type, String storeId, String placedAt, String time, OrderLine... lines) {
    return new OrderEvent(
        id,
        "order-of-" + id,
        type,
        storeId,
        at(time),
        at(placedAt),
        currencyOf(storeId),
        List.of(lines),
        at(time) + 5_000,
        0,
        RecordLocation.inFile(id, 0));
  }
}
