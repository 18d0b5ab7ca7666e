package dev.tideline.benchmarks.flink;

import dev.tideline.benchmarks.peers.Arguments;
import dev.tideline.benchmarks.peers.Repetitions;
import dev.tideline.benchmarks.peers.RevenueSums;
import dev.tideline.benchmarks.peers.RowGroup;
import dev.tideline.benchmarks.peers.Rows;
import dev.tideline.benchmarks.peers.Slice;
import dev.tideline.benchmarks.peers.StoreList;
import dev.tideline.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** daily-revenue and ops-dashboard over an archive, in Flink's SQL. */
public final class FlinkSqlBounded {

  /** When books close is only asked of sound events, whose store is known. */
  private static final String REVENUE =
      """
      SELECT store_id, business_day, category,
        COUNT(*) FILTER (WHERE type = 'PLACED' AND first_of_category),
        COUNT(*) FILTER (WHERE type = 'PLACED'),
        SUM(CASE type WHEN 'PLACED' THEN quantity WHEN 'CANCELLED' THEN -quantity ELSE 0 END),
        SUM(CASE type WHEN 'PLACED' THEN amount WHEN 'CANCELLED' THEN -amount ELSE 0 END),
        SUM(CASE type WHEN 'REFUNDED' THEN amount ELSE 0 END),
        SUM(CASE type WHEN 'PLACED' THEN cost WHEN 'CANCELLED' THEN -cost ELSE 0 END),
        COUNT(*) FILTER (WHERE place = 0)
      FROM (
        SELECT type, store_id, business_day(store_id, event_time) AS business_day, line.*
        FROM orders, LATERAL TABLE(lines_of(lines)) AS line
        WHERE type <> 'FULFILLED' AND `copy` = 0
          AND CASE WHEN sound(type, store_id, currency, event_time, placed_at, ingest_time, lines)
            THEN ingest_time <= close_of_books(store_id, event_time) ELSE FALSE END
      )
      GROUP BY store_id, business_day, category
      """;

  /** Slices first: HOP would make six of every event. */
  private static final String DASHBOARD =
      """
      SELECT store_id, window_end, SUM(orders), SUM(revenue), SUM(cancellations),
        service_time_ranks(service_times)
      FROM (
        SELECT store_id, slice,
          COUNT(*) FILTER (WHERE type = 'PLACED') AS orders,
          SUM(CASE type WHEN 'PLACED' THEN amount_of(lines) ELSE 0 END) AS revenue,
          COUNT(*) FILTER (WHERE type = 'CANCELLED') AS cancellations,
          service_times(CASE type WHEN 'FULFILLED' THEN event_time - placed_at END)
            AS service_times
        FROM (
          SELECT *, event_time / 300000 AS slice
          FROM orders
          WHERE type <> 'REFUNDED' AND `copy` = 0 AND ingest_time <= event_time + 600000
            AND sound(type, store_id, currency, event_time, placed_at, ingest_time, lines)
        )
        GROUP BY store_id, slice
      ) CROSS JOIN UNNEST(
        ARRAY[slice + 1, slice + 2, slice + 3, slice + 4, slice + 5, slice + 6]) AS w(window_end)
      GROUP BY store_id, window_end
      """;

  private FlinkSqlBounded() {}

  /** Answers a bounded question, see {@link Arguments}. */
  public static void main(String[] arguments) throws Exception {
    Arguments given = Arguments.of(arguments);
    Repetitions.of(given.number("repeats"), () -> answer(given));
  }

  private static void answer(Arguments given) throws Exception {
    Path input = given.path("input");
    List<Store> stores = StoreList.read(input.resolve("stores.jsonl"));
    Map<String, String> currencies = new HashMap<>();
    stores.forEach(store -> currencies.put(store.storeId(), store.currency()));
    TableEnvironment tables = tables(RowGroup.of(input), stores, given.number("parallelism"));
    List<String> rows =
        given.isRevenue()
            ? rows(tables, REVENUE, row -> revenue(row, currencies))
            : rows(tables, DASHBOARD, row -> dashboard(row, currencies));
    Rows.write(given.path("output"), rows);
  }

  private static TableEnvironment tables(
      List<RowGroup> groups, List<Store> stores, int parallelism) {
    StreamExecutionEnvironment env = Environments.batch(parallelism);
    StreamTableEnvironment tables =
        StreamTableEnvironment.create(env, EnvironmentSettings.inBatchMode());
    tables.createTemporaryView("orders", tables.fromDataStream(OrderRows.of(groups, env)));
    tables.createTemporarySystemFunction("sound", new SqlFunctions.Sound(stores));
    tables.createTemporarySystemFunction("business_day", new SqlFunctions.BusinessDay(stores));
    tables.createTemporarySystemFunction("close_of_books", new SqlFunctions.CloseOfBooks(stores));
    tables.createTemporarySystemFunction("lines_of", SqlFunctions.LinesOf.class);
    tables.createTemporarySystemFunction("amount_of", SqlFunctions.AmountOf.class);
    tables.createTemporarySystemFunction("service_times", SqlFunctions.ServiceTimes.class);
    tables.createTemporarySystemFunction("service_time_ranks", SqlFunctions.ServiceTimeRanks.class);
    return tables;
  }

  @SuppressWarnings("try") // Flink's close() throws everything
  private static List<String> rows(
      TableEnvironment tables, String query, Function<Row, String> toText) throws Exception {
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<Row> all = tables.executeSql(query).collect()) {
      all.forEachRemaining(row -> rows.add(toText.apply(row)));
    }
    return rows;
  }

  private static String revenue(Row row, Map<String, String> currencies) {
    String store = row.getFieldAs(0);
    RevenueSums sums =
        new RevenueSums(
            row.<Long>getFieldAs(3),
            row.<Long>getFieldAs(4),
            row.<Long>getFieldAs(5),
            row.<Long>getFieldAs(6),
            row.<Long>getFieldAs(7),
            row.<Long>getFieldAs(8),
            row.<Long>getFieldAs(9));
    return Rows.revenue(
        row.<Integer>getFieldAs(1), store, row.getFieldAs(2), currencies.get(store), sums);
  }

  private static String dashboard(Row row, Map<String, String> currencies) {
    String store = row.getFieldAs(0);
    Row serviceTimes = row.getFieldAs(5);
    return Rows.dashboard(
        store,
        row.<Long>getFieldAs(1) * Slice.MILLIS,
        currencies.get(store),
        row.<Long>getFieldAs(2),
        row.<Long>getFieldAs(3),
        row.<Long>getFieldAs(4),
        serviceTimes.<Long>getFieldAs(0),
        serviceTimes.<Long>getFieldAs(1),
        serviceTimes.<Long>getFieldAs(2));
  }
}
