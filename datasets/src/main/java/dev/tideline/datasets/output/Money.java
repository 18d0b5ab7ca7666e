package dev.tideline.datasets.output;

import dev.tideline.money.Amount;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.payment.Payment;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds up what valid events say, as daily-revenue would if nothing were ever too late. */
final class Money {

  private final Map<OrderType, Long> types = new EnumMap<>(OrderType.class);
  private long lines;
  private long units;
  private long revenue;
  private long refunds;
  private long cost;
  private long paid;

  /** Books an order event. */
  void add(OrderEvent event) {
    OrderType type = event.type();
    types.merge(type, 1L, Long::sum);
    for (OrderLine line : event.lines()) {
      if (type == OrderType.REFUNDED) {
        refunds = Math.addExact(refunds, line.amount());
      } else {
        int sign = type == OrderType.CANCELLED ? -1 : 1;
        lines += type == OrderType.PLACED ? 1 : 0;
        units += (long) sign * line.quantity();
        revenue = Math.addExact(revenue, sign * line.amount());
        cost = Math.addExact(cost, sign * line.cost());
      }
    }
  }

  /** Books a payment. */
  void add(Payment payment) {
    paid = Math.addExact(paid, payment.amount());
  }

  /** Adds other sums. */
  void add(Money other) {
    other.types.forEach((type, count) -> types.merge(type, count, Long::sum));
    lines += other.lines;
    units += other.units;
    revenue = Math.addExact(revenue, other.revenue);
    refunds = Math.addExact(refunds, other.refunds);
    cost = Math.addExact(cost, other.cost);
    paid = Math.addExact(paid, other.paid);
  }

  /** How many order events there were of each type. */
  Map<OrderType, Long> types() {
    return types;
  }

  /** The sums by name, money as exact decimals. */
  Map<String, Object> toMap() {
    Map<String, Object> sums = new LinkedHashMap<>();
    sums.put("lines", lines);
    sums.put("units", units);
    sums.put("revenue", decimal(revenue));
    sums.put("refunds", decimal(refunds));
    sums.put("cost", decimal(cost));
    sums.put("paid", decimal(paid));
    return sums;
  }

  private static BigDecimal decimal(long amount) {
    return new BigDecimal(Amount.format(amount));
  }
}
