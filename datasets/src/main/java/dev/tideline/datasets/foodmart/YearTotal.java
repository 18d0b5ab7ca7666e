package dev.tideline.datasets.foodmart;

import dev.tideline.money.Amount;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a year's sales add up to.
 *
 * @param lines how many order lines
 * @param revenue in 1/10 000 dollars
 * @param cost in 1/10 000 dollars
 * @param units how many units
 */
public record YearTotal(long lines, long revenue, long cost, long units) {

  /** Nothing. */
  public static final YearTotal NONE = new YearTotal(0, 0, 0, 0);

  /** This and the lines of an order. */
  YearTotal plus(OrderEvent order) {
    YearTotal total = this;
    for (OrderLine line : order.lines()) {
      total =
          new YearTotal(
              total.lines + 1,
              Math.addExact(total.revenue, line.amount()),
              Math.addExact(total.cost, line.cost()),
              total.units + line.quantity());
    }
    return total;
  }

  /** The sums by name, money as exact decimals. */
  Map<String, Object> toMap() {
    Map<String, Object> sums = new LinkedHashMap<>();
    sums.put("lines", lines);
    sums.put("revenue", new BigDecimal(Amount.format(revenue)));
    sums.put("cost", new BigDecimal(Amount.format(cost)));
    sums.put("units", units);
    return sums;
  }

  @Override
  public String toString() {
    return "lines=%d revenue=%s cost=%s units=%d"
        .formatted(lines, Amount.format(revenue), Amount.format(cost), units);
  }
}
