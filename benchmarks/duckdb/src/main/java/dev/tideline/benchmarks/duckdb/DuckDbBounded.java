package dev.tideline.benchmarks.duckdb;

import dev.tideline.benchmarks.peers.Arguments;
import dev.tideline.benchmarks.peers.Repetitions;
import dev.tideline.benchmarks.peers.RevenueSums;
import dev.tideline.benchmarks.peers.Rows;
import dev.tideline.benchmarks.peers.StoreList;
import dev.tideline.store.BusinessDays;
import dev.tideline.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** daily-revenue and ops-dashboard over an archive in DuckDB's SQL. */
public final class DuckDbBounded {

  private static final long DAY = 86_400_000; // ms

  /** Whether a time is one that an event may claim. */
  private static final String PLAUSIBLE =
      "BETWEEN TIMESTAMPTZ '1990-01-01 00:00:00+00' AND TIMESTAMPTZ '2099-12-31 23:59:59.999+00'";

  /** The events of known stores that break no rule, repeats left out; see docs/fates.md. */
  private static final String SOUND =
      """
      e.copy = 0
        AND e.currency = s.currency
        AND e.event_time PLAUSIBLE AND e.ingest_time PLAUSIBLE AND e.placed_at PLAUSIBLE
        AND e.event_time <= e.ingest_time + INTERVAL 1 MINUTE
        AND e.placed_at <= e.event_time
        AND (len(e.lines) > 0 OR e.type = 'FULFILLED')
        AND len(list_filter(e.lines, lambda l:
          l.quantity < 0
          OR l.amount < 0 OR l.amount > 1000000000
          OR l.cost < 0 OR l.cost > 1000000000
          OR length(l.category) NOT BETWEEN 1 AND 256)) = 0
      """
          .replace("PLAUSIBLE", PLAUSIBLE);

  /**
   * A business day is at most one off that of UTC, so a join by the latter finds all three that it
   * may be.
   */
  private static final String REVENUE =
      """
      WITH event AS (
        SELECT s.store_id, s.currency, e.type, e.lines, e.ingest_time,
          CASE WHEN e.event_time < s.starts THEN s.utc_day - 1
            WHEN e.event_time >= s.ends THEN s.utc_day + 1
            ELSE s.utc_day END AS day,
          CASE WHEN e.event_time < s.starts THEN s.books_before
            WHEN e.event_time >= s.ends THEN s.books_after
            ELSE s.books END AS books
        FROM EVENTS e JOIN store_day s
          ON e.store_id = s.store_id AND (epoch_ms(e.event_time) // 86400000)::INT = s.utc_day
        WHERE e.type IN ('PLACED', 'CANCELLED', 'REFUNDED') AND SOUND
      ), line AS (
        SELECT store_id, currency, day, type, unnest(lines) AS l,
          generate_subscripts(lines, 1) AS place,
          list_transform(lines, lambda l: l.category) AS categories
        FROM event WHERE ingest_time <= books
      )
      SELECT day, store_id, l.category, currency,
        count(*) FILTER (
          type = 'PLACED' AND (place = 1 OR list_position(categories, l.category) = place)),
        count(*) FILTER (type = 'PLACED'),
        sum(CASE type WHEN 'PLACED' THEN l.quantity WHEN 'CANCELLED' THEN -l.quantity ELSE 0 END),
        sum(CASE type WHEN 'PLACED' THEN l.amount WHEN 'CANCELLED' THEN -l.amount ELSE 0 END)
          * 10000,
        sum(CASE type WHEN 'REFUNDED' THEN l.amount ELSE 0 END) * 10000,
        sum(CASE type WHEN 'PLACED' THEN l.cost WHEN 'CANCELLED' THEN -l.cost ELSE 0 END) * 10000,
        count(*) FILTER (place = 1)
      FROM line GROUP BY day, store_id, l.category, currency
      """;

  /** Slices of five minutes first, so that an event is counted once and not in six windows. */
  private static final String DASHBOARD =
      """
      WITH slice AS (
        SELECT e.store_id, s.currency, epoch_ms(e.event_time) // 300000 AS number,
          count(*) FILTER (e.type = 'PLACED') AS orders,
          coalesce(
            sum(list_sum(list_transform(e.lines, lambda l: l.amount))) FILTER (e.type = 'PLACED'),
            0) AS revenue,
          count(*) FILTER (e.type = 'CANCELLED') AS cancellations,
          list(epoch_ms(e.event_time) - epoch_ms(e.placed_at)) FILTER (e.type = 'FULFILLED')
            AS times
        FROM EVENTS e JOIN store s ON e.store_id = s.store_id
        WHERE e.type IN ('PLACED', 'CANCELLED', 'FULFILLED')
          AND e.ingest_time <= e.event_time + INTERVAL 10 MINUTE
          AND SOUND
        GROUP BY ALL
      ), half_hour AS (
        SELECT store_id, currency, number + unnest([1, 2, 3, 4, 5, 6]) AS ends,
          orders, revenue, cancellations, times
        FROM slice
      ), summed AS (
        SELECT store_id, currency, ends, sum(orders) AS orders, sum(revenue) AS revenue,
          sum(cancellations) AS cancellations,
          coalesce(list_sort(flatten(list(times) FILTER (times IS NOT NULL))), []) AS times
        FROM half_hour GROUP BY ALL
      )
      SELECT store_id, ends * 300000, currency, orders, revenue * 10000, cancellations, len(times),
        times[(len(times) * 50 + 99) // 100], times[(len(times) * 95 + 99) // 100]
      FROM summed
      """;

  private final DuckDBConnection connection;
  private final Statement statement;
  private final Path input;

  private DuckDbBounded(DuckDBConnection connection, Statement statement, Path input) {
    this.connection = connection;
    this.statement = statement;
    this.input = input;
  }

  /** Answers a bounded question, see {@link Arguments}. */
  public static void main(String[] arguments) throws Exception {
    Arguments given = Arguments.of(arguments);
    try (DuckDBConnection connection =
            DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + given.number("parallelism"));
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET preserve_insertion_order = false");
      DuckDbBounded job = new DuckDbBounded(connection, statement, given.path("input"));
      Repetitions.of(
          given.number("repeats"),
          () ->
              Rows.write(
                  given.path("output"), given.isRevenue() ? job.revenue() : job.dashboard()));
    }
  }

  private List<String> revenue() throws SQLException, IOException {
    fillStoreDays();
    List<String> rows = new ArrayList<>();
    try (ResultSet found = statement.executeQuery(complete(REVENUE))) {
      while (found.next()) {
        rows.add(
            Rows.revenue(
                found.getInt(1),
                found.getString(2),
                found.getString(3),
                found.getString(4),
                new RevenueSums(
                    found.getLong(5),
                    found.getLong(6),
                    found.getLong(7),
                    found.getLong(8),
                    found.getLong(9),
                    found.getLong(10),
                    found.getLong(11))));
      }
    }
    return rows;
  }

  private List<String> dashboard() throws SQLException, IOException {
    fillStores();
    List<String> rows = new ArrayList<>();
    try (ResultSet found = statement.executeQuery(complete(DASHBOARD))) {
      while (found.next()) {
        long fulfilled = found.getLong(7);
        rows.add(
            Rows.dashboard(
                found.getString(1),
                found.getLong(2),
                found.getString(3),
                found.getLong(4),
                found.getLong(5),
                found.getLong(6),
                fulfilled,
                fulfilled == 0 ? 0 : Rows.bucketEnd(found.getLong(8)),
                fulfilled == 0 ? 0 : Rows.bucketEnd(found.getLong(9))));
      }
    }
    return rows;
  }

  private String complete(String sql) {
    return sql.replace("EVENTS", events()).replace("SOUND", SOUND);
  }

  private String events() {
    return "read_parquet('%s/orders/*/*.parquet', hive_partitioning = false)".formatted(input);
  }

  private List<Store> stores() throws IOException {
    return StoreList.read(input.resolve("stores.jsonl"));
  }

  private void fillStores() throws SQLException, IOException {
    statement.execute("CREATE OR REPLACE TEMP TABLE store(store_id VARCHAR, currency VARCHAR)");
    try (DuckDBAppender rows = connection.createAppender("temp", "main", "store")) {
      for (Store store : stores()) {
        rows.beginRow();
        rows.append(store.storeId());
        rows.append(store.currency());
        rows.endRow();
      }
    }
  }

  /**
   * Per store and day of UTC on which anything happened: when the store's own day of that date
   * begins and ends, and when its books close, those of the day before, and of the day after.
   */
  private void fillStoreDays() throws SQLException, IOException {
    statement.execute(
        """
        CREATE OR REPLACE TEMP TABLE store_day(
          store_id VARCHAR, currency VARCHAR, utc_day INT, starts TIMESTAMPTZ, ends TIMESTAMPTZ,
          books_before TIMESTAMPTZ, books TIMESTAMPTZ, books_after TIMESTAMPTZ)
        """);
    int first;
    int last;
    try (ResultSet span =
        statement.executeQuery(
            "SELECT epoch_ms(min(event_time)), epoch_ms(max(event_time)) FROM %s WHERE event_time %s"
                .formatted(events(), PLAUSIBLE))) {
      span.next();
      first = (int) Math.floorDiv(span.getLong(1), DAY);
      last = (int) Math.floorDiv(span.getLong(2), DAY);
    }
    try (DuckDBAppender rows = connection.createAppender("temp", "main", "store_day")) {
      for (Store store : stores()) {
        for (int day = first; day <= last; day++) {
          append(rows, store, day);
        }
      }
    }
  }

  private static void append(DuckDBAppender rows, Store store, int day) throws SQLException {
    BusinessDays days = store.days();
    rows.beginRow();
    rows.append(store.storeId());
    rows.append(store.currency());
    rows.append(day);
    append(rows, days.startOf(day));
    append(rows, days.endOf(day));
    append(rows, days.closeOfBooks(day - 1));
    append(rows, days.closeOfBooks(day));
    append(rows, days.closeOfBooks(day + 1));
    rows.endRow();
  }

  /** Appends a time, ms since the epoch. */
  private static void append(DuckDBAppender rows, long time) throws SQLException {
    rows.append(Instant.ofEpochMilli(time).atOffset(ZoneOffset.UTC));
  }
}
