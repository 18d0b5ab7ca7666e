package dev.tideline.demo.screen;

import dev.tideline.dashboard.DashboardRow;
import dev.tideline.gateway.GatewayRow;
import dev.tideline.io.sql.SqlColumns;
import dev.tideline.io.sql.SqlTable;
import dev.tideline.json.Timestamps;
import dev.tideline.revenue.RevenueRow;
import dev.tideline.row.RowFormat;
import dev.tideline.row.RowFormat.Column;
import dev.tideline.sum.Total;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What is shown of a pipeline's table. Each asks for little, however much is in it. */
public final class Panels {

  private static final long RECENT = 60 * 60_000; // ms
  private static final int NEWEST = 20; // rows

  private Panels() {}

  private record Half(String end, long orders, List<String> row) {}

  /**
   * How each store did in its newest half hour that is over.
   *
   * @param clock what time it is in the day that is played, ms since the epoch
   */
  public static Panel stores(Connection connection, Collection<String> stores, long clock)
      throws SQLException {
    String sql =
        "SELECT * FROM %s WHERE store_id = ? AND window_end <= ? ORDER BY window_end DESC LIMIT 1"
            .formatted(SqlTable.quoted(DashboardRow.FORMAT.name()));
    List<Half> newest = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (String store : stores) {
        statement.setString(1, store);
        statement.setString(2, Timestamps.format(clock));
        try (ResultSet row = statement.executeQuery()) {
          if (row.next() && row.getLong("orders") > 0) {
            newest.add(half(row));
          }
        }
      }
    }
    String last = newest.stream().map(Half::end).max(Comparator.naturalOrder()).orElse("");
    List<List<String>> rows =
        newest.stream()
            .filter(half -> Timestamps.parse(half.end) > Timestamps.parse(last) - RECENT)
            .sorted(Comparator.comparingLong(Half::orders).reversed())
            .map(Half::row)
            .toList();
    return new Panel(
        "ops-dashboard: each store's current half hour, the busiest first",
        List.of(
            "store",
            "until UTC",
            "orders",
            "revenue",
            "currency",
            "cancelled",
            "served",
            "p50 min",
            "p95 min"),
        rows);
  }

  private static Half half(ResultSet row) throws SQLException {
    return new Half(
        row.getString("window_end"),
        row.getLong("orders"),
        List.of(
            row.getString("store_id"),
            timeOfDay(row.getString("window_end")),
            Numbers.whole(row.getLong("orders")),
            Numbers.amount(row.getBigDecimal("revenue")),
            row.getString("currency"),
            Numbers.whole(row.getLong("cancellations")),
            Numbers.whole(row.getLong("fulfilled")),
            Numbers.minutes(row.getLong("service_time_p50_ms")),
            Numbers.minutes(row.getLong("service_time_p95_ms"))));
  }

  /** What was earned in each currency, added up by the database. */
  public static Panel revenue(Connection connection) throws SQLException {
    String sql =
        """
        SELECT currency, COUNT(DISTINCT store_id) AS stores, SUM(units) AS units,
          SUM(revenue) AS revenue, SUM(refunds) AS refunds, SUM(cost) AS cost, SUM(margin) AS margin
        FROM %s GROUP BY currency ORDER BY stores DESC, currency
        """
            .formatted(SqlTable.quoted(RevenueRow.FORMAT.name()));
    List<List<String>> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(
            List.of(
                row.getString("currency"),
                Numbers.whole(row.getLong("stores")),
                Numbers.whole(row.getLong("units")),
                Numbers.amount(row.getBigDecimal("revenue")),
                Numbers.amount(row.getBigDecimal("refunds")),
                Numbers.amount(row.getBigDecimal("cost")),
                Numbers.amount(row.getBigDecimal("margin"))));
      }
    }
    return new Panel(
        "daily-revenue: the day so far",
        List.of("currency", "stores", "units", "revenue", "refunds", "cost", "margin"),
        rows);
  }

  /** The newest five minutes of each gateway. */
  public static Panel gateways(Connection connection) throws SQLException {
    String sql =
        """
        SELECT gateway, currency, MAX(window_end) AS until, payments_5min, payments_hour,
          ratio_ppm / 10000 AS percent, state
        FROM %s GROUP BY gateway, currency
        ORDER BY state = 'OK', payments_hour DESC, gateway, currency LIMIT %d
        """
            .formatted(SqlTable.quoted(GatewayRow.FORMAT.name()), NEWEST);
    List<List<String>> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(
            List.of(
                row.getString("gateway"),
                row.getString("currency"),
                timeOfDay(row.getString("until")),
                Numbers.whole(row.getLong("payments_5min")),
                Numbers.whole(row.getLong("payments_hour")),
                Numbers.whole(row.getLong("percent")),
                row.getString("state")));
      }
    }
    return new Panel(
        "gateway-health: the last 5 minutes of each gateway, the worst first",
        List.of(
            "gateway", "currency", "until UTC", "payments", "hour before", "% of usual", "state"),
        rows);
  }

  /** The newest rows of a pipeline that has no panel of its own, by its first column. */
  public static Panel newest(String pipeline, RowFormat<?> format, Connection connection)
      throws SQLException {
    List<String> names = format.columns().stream().map(Column::name).toList();
    String sql =
        "SELECT * FROM %s ORDER BY %s DESC LIMIT %d"
            .formatted(SqlTable.quoted(format.name()), SqlTable.quoted(names.get(0)), NEWEST);
    List<List<String>> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        List<String> texts = new ArrayList<>();
        for (Column<?> column : format.columns()) {
          texts.add(text(column, row));
        }
        rows.add(texts);
      }
    }
    return new Panel(pipeline + ": the newest rows", names, rows);
  }

  private static String text(Column<?> column, ResultSet row) throws SQLException {
    if (column instanceof RowFormat.LongColumn<?> number) {
      return switch (number.kind()) {
        case WHOLE -> Numbers.whole(row.getLong(number.name()));
        case TIME, DAY -> row.getString(number.name());
      };
    }
    if (column instanceof RowFormat.TotalColumn<?> total) {
      Total value = SqlColumns.total(row, total.name());
      return total.decimal()
          ? Numbers.amount(new BigDecimal(value.toBigInteger()))
          : value.toString();
    }
    return row.getString(column.name());
  }

  /** {@code 14:20} of a time in its text form. */
  private static String timeOfDay(String time) {
    return time.substring("2026-03-17T".length(), "2026-03-17T00:00".length());
  }
}
