package dev.tideline.revenue;

import dev.tideline.intake.JsonText;
import java.time.LocalDate;

/**
 * A line of the daily P&amp;L.
 *
 * @param key store, business day and category
 * @param currency the store's currency, ISO 4217
 * @param revenue the numbers
 */
public record RevenueRow(RevenueKey key, String currency, Revenue revenue) {

  /** The row's one text form: its business columns in this order, as a JSON object. */
  public String toJson() {
    return JsonText.object(
        json -> {
          json.text("business_day", LocalDate.ofEpochDay(key.businessDay()).toString());
          json.text("store_id", key.storeId());
          json.text("category", key.category());
          json.text("currency", currency);
          json.number("orders", revenue.orders());
          json.number("lines", revenue.lines());
          json.number("units", revenue.units());
          json.amount("revenue", revenue.revenue());
          json.amount("refunds", revenue.refunds());
          json.amount("cost", revenue.cost());
          json.amount("margin", revenue.margin());
          json.amount("average_order", revenue.averageOrder());
          json.number("events", revenue.events());
        });
  }
}
