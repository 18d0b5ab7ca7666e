package dev.tideline.revenue;

import dev.tideline.row.RowFormat;
import java.util.List;

/**
 * A line of the daily P&amp;L. Rows are keyed by store, day, category and currency: a store that
 * changes its currency in the midst of a day has rows in both, for different money is never added.
 * A day is replaced as a whole, so of two rows of a key the one whose whole day has more events is
 * the newer.
 *
 * @param day store and business day
 * @param category the category of the articles
 * @param currency of the amounts, ISO 4217
 * @param revenue the numbers
 * @param dayEvents how many events are booked on the store's day in this currency, in all its
 *     categories; no column
 */
public record RevenueRow(
    StoreDay day, String category, String currency, Revenue revenue, long dayEvents) {

  /** The columns that add up over rows; an average does not. */
  public static final List<String> SUMS =
      List.of("orders", "lines", "units", "revenue", "refunds", "cost", "margin", "events");

  /** The row's columns. */
  public static final RowFormat<RevenueRow> FORMAT =
      RowFormat.<RevenueRow>named("daily_revenue")
          .day("business_day", row -> row.day.businessDay())
          .text("store_id", row -> row.day.storeId())
          .text("category", RevenueRow::category)
          .text("currency", RevenueRow::currency)
          .number("orders", row -> row.revenue.orders())
          .number("lines", row -> row.revenue.lines())
          .total("units", row -> row.revenue.units())
          .decimal("revenue", row -> row.revenue.revenue())
          .decimal("refunds", row -> row.revenue.refunds())
          .decimal("cost", row -> row.revenue.cost())
          .decimal("margin", row -> row.revenue.margin())
          .decimal("average_order", row -> row.revenue.averageOrder())
          .number("events", row -> row.revenue.events())
          .keyedBy("store_id", "business_day", "category", "currency")
          .versionedBy(RevenueRow::dayEvents);
}
