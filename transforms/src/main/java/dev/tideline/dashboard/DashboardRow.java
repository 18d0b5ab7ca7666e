package dev.tideline.dashboard;

import dev.tideline.row.RowFormat;
import dev.tideline.sum.Total;

/**
 * How a store did over half an hour in one currency. Rows are keyed by store, window end and
 * currency: a store that changes its currency has rows in both for as long as a window holds
 * either, for different money is never added. Of two rows of a key the one of more events is the
 * newer.
 *
 * @param storeId the store
 * @param windowEnd the first moment past the half hour, ms since the epoch
 * @param currency of the revenue, ISO 4217
 * @param activity the numbers
 */
public record DashboardRow(
    String storeId, long windowEnd, String currency, StoreActivity activity) {

  /** The row's columns. */
  public static final RowFormat<DashboardRow> FORMAT =
      RowFormat.<DashboardRow>named("ops_dashboard")
          .time("window_end", DashboardRow::windowEnd)
          .text("store_id", DashboardRow::storeId)
          .text("currency", DashboardRow::currency)
          .number("orders", row -> row.activity.orders())
          .decimal("revenue", row -> row.activity.revenue())
          .decimal("average_order", row -> row.activity.averageOrder())
          .number("cancellations", row -> row.activity.cancellations())
          .decimal("cancellation_rate", row -> Total.of(row.activity.cancellationRate()))
          .number("fulfilled", row -> row.activity.fulfilled())
          .number("service_time_p50_ms", row -> row.activity.serviceTimes().percentile(50))
          .number("service_time_p95_ms", row -> row.activity.serviceTimes().percentile(95))
          .number("events", row -> row.activity.events())
          .keyedBy("store_id", "window_end", "currency")
          .versionedBy(row -> row.activity.events());
}
