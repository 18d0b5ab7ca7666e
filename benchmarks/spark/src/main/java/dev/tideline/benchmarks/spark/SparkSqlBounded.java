package dev.tideline.benchmarks.spark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.tideline.benchmarks.peers.Arguments;
import dev.tideline.benchmarks.peers.Repetitions;
import dev.tideline.benchmarks.peers.RevenueSums;
import dev.tideline.benchmarks.peers.Rows;
import dev.tideline.benchmarks.peers.StoreList;
import dev.tideline.store.BusinessDays;
import dev.tideline.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.UnscaledValue;
import org.apache.spark.sql.types.StructType;

/** daily-revenue and ops-dashboard over an archive in Spark SQL. */
public final class SparkSqlBounded {

  private static final long DAY = 86_400_000; // ms
  private static final long SLICE = 300_000; // ms

  /** Only the columns that are asked for, or Spark would read all fields of lines. */
  private static final StructType EVENTS =
      StructType.fromDDL(
          """
          type STRING, store_id STRING, event_time TIMESTAMP, placed_at TIMESTAMP, currency STRING,
          ingest_time TIMESTAMP, copy INT, lines ARRAY<STRUCT<category: STRING, quantity: INT,
          amount: DECIMAL(18,4), cost: DECIMAL(18,4)>>
          """);

  private static final StructType STORES = StructType.fromDDL("s_store STRING, s_currency STRING");

  private static final StructType STORE_DAYS =
      StructType.fromDDL(
          """
          s_store STRING, s_currency STRING, utc_day INT, starts BIGINT, ends BIGINT,
          books_before BIGINT, books BIGINT, books_after BIGINT
          """);

  /** Whether an event of a known store breaks no rule; see docs/fates.md. */
  private static final String SOUND =
      """
      currency = s_currency
        AND PLAUSIBLE(event_time) AND PLAUSIBLE(ingest_time) AND PLAUSIBLE(placed_at)
        AND unix_millis(event_time) <= unix_millis(ingest_time) + 60000
        AND placed_at <= event_time
        AND (size(lines) > 0 OR type = 'FULFILLED')
        AND forall(lines, l ->
          l.quantity >= 0
          AND l.amount >= 0 AND l.amount <= 1000000000
          AND l.cost >= 0 AND l.cost <= 1000000000
          AND length(l.category) BETWEEN 1 AND 256)
      """
          .replaceAll("PLAUSIBLE\\((\\w+)\\)", plausible("$1"));

  private final SparkSession spark;
  private final Path input;

  private SparkSqlBounded(SparkSession spark, Path input) {
    this.spark = spark;
    this.input = input;
  }

  /** Answers a bounded question, see {@link Arguments}. */
  public static void main(String[] arguments) throws Exception {
    Arguments given = Arguments.of(arguments);
    try (SparkSession spark = session(given.number("parallelism"))) {
      SparkSqlBounded job = new SparkSqlBounded(spark, given.path("input"));
      Repetitions.of(
          given.number("repeats"),
          () ->
              Rows.write(
                  given.path("output"), given.isRevenue() ? job.revenue() : job.dashboard()));
    }
  }

  private static SparkSession session(int cores) {
    return LocalSpark.with(cores)
        .config("spark.sql.files.maxPartitionBytes", "32m") // a small archive too is for all cores
        .config("spark.sql.parquet.enableNestedColumnVectorizedReader", true)
        .getOrCreate();
  }

  private static String plausible(String time) {
    return "(%s >= TIMESTAMP '1990-01-01T00:00:00Z' AND %s < TIMESTAMP '2100-01-01T00:00:00Z')"
        .formatted(time, time);
  }

  private Dataset<Row> events() {
    return spark
        .read()
        .schema(EVENTS)
        .option("recursiveFileLookup", true)
        .parquet(input.resolve("orders").toString());
  }

  private List<Store> stores() throws IOException {
    return StoreList.read(input.resolve("stores.jsonl"));
  }

  /**
   * A business day is at most one off that of UTC, so a join by the latter finds all three that it
   * may be.
   */
  private List<String> revenue() throws IOException {
    Dataset<Row> counted =
        events()
            .where("copy = 0 AND type IN ('PLACED', 'CANCELLED', 'REFUNDED')")
            .withColumn("time", expr("unix_millis(event_time)"))
            .join(
                broadcast(storeDays()),
                expr("store_id = s_store AND CAST(time DIV 86400000 AS INT) = utc_day"))
            .where(SOUND)
            .withColumn("day", ofItsDay("utc_day - 1", "utc_day", "utc_day + 1"))
            .where(
                expr("unix_millis(ingest_time)")
                    .leq(ofItsDay("books_before", "books", "books_after")));
    Dataset<Row> lines =
        counted
            .selectExpr(
                "store_id",
                "day",
                "s_currency",
                "CASE type WHEN 'PLACED' THEN 1 WHEN 'CANCELLED' THEN -1 ELSE 0 END AS sign",
                "IF(size(lines) > 1, lines.category, NULL) AS categories",
                "posexplode(lines) AS (pos, line)")
            .select(
                col("store_id"),
                col("day"),
                col("s_currency"),
                col("sign"),
                col("pos"),
                col("line.category"),
                col("line.quantity"),
                unscaled(col("line.amount")).as("amount"),
                unscaled(col("line.cost")).as("cost"),
                expr("pos = 0 OR array_position(categories, line.category) = pos + 1").as("first"));
    return lines
        .groupBy("store_id", "day", "category", "s_currency")
        .agg(
            expr("count_if(sign = 1 AND first)"),
            expr("count_if(sign = 1)"),
            expr("sum(sign * quantity)"),
            expr("sum(sign * amount)"),
            expr("sum(IF(sign = 0, amount, 0L))"),
            expr("sum(sign * cost)"),
            expr("count_if(pos = 0)"))
        .collectAsList()
        .stream()
        .map(SparkSqlBounded::revenueRow)
        .toList();
  }

  private static String revenueRow(Row row) {
    return Rows.revenue(
        row.getInt(1),
        row.getString(0),
        row.getString(2),
        row.getString(3),
        new RevenueSums(
            row.getLong(4),
            row.getLong(5),
            row.getLong(6),
            row.getLong(7),
            row.getLong(8),
            row.getLong(9),
            row.getLong(10)));
  }

  /** A value of the event's own business day, of those of a day of UTC and both beside it. */
  private static Column ofItsDay(String before, String same, String after) {
    return expr(
        "CASE WHEN time < starts THEN %s WHEN time >= ends THEN %s ELSE %s END"
            .formatted(before, after, same));
  }

  /** An amount in 1/10 000 currency units: sums of longs cost less than those of decimals. */
  private static Column unscaled(Column decimal) {
    return new Column(new UnscaledValue(decimal.expr()));
  }

  /** Slices of five minutes first, so that an event is shuffled once and not for six windows. */
  private List<String> dashboard() throws IOException {
    Dataset<Row> slices =
        events()
            .where("copy = 0 AND type IN ('PLACED', 'CANCELLED', 'FULFILLED')")
            .where("unix_millis(ingest_time) <= unix_millis(event_time) + 600000")
            .join(broadcast(knownStores()), expr("store_id = s_store"))
            .where(SOUND)
            .selectExpr(
                "store_id",
                "s_currency",
                "unix_millis(event_time) DIV 300000 AS slice",
                "type",
                """
                IF(type = 'PLACED',
                  aggregate(lines, CAST(0 AS DECIMAL(28,4)),
                    (sum, l) -> CAST(sum + l.amount AS DECIMAL(28,4))),
                  NULL) AS amount
                """,
                """
                IF(type = 'FULFILLED', unix_millis(event_time) - unix_millis(placed_at), NULL)
                  AS took
                """)
            .groupBy("store_id", "s_currency", "slice")
            .agg(
                expr("count_if(type = 'PLACED') AS orders"),
                expr("coalesce(sum(amount), 0) AS revenue"),
                expr("count_if(type = 'CANCELLED') AS cancellations"),
                expr("collect_list(took) AS times"));
    return slices
        .withColumn("slice_after", expr("explode(sequence(slice + 1, slice + 6))"))
        .groupBy("store_id", "slice_after", "s_currency")
        .agg(
            expr("sum(orders)"),
            expr("CAST(sum(revenue) * 10000 AS BIGINT)"),
            expr("sum(cancellations)"),
            expr("sort_array(flatten(collect_list(times))) AS times"))
        .withColumn("fulfilled", expr("CAST(size(times) AS BIGINT)"))
        .withColumn("p50", nearestRank(50))
        .withColumn("p95", nearestRank(95))
        .drop("times")
        .collectAsList()
        .stream()
        .map(SparkSqlBounded::dashboardRow)
        .toList();
  }

  private static Column nearestRank(int percent) {
    return expr(
        "IF(size(times) = 0, 0L, element_at(times, CAST((size(times) * %dL + 99) DIV 100 AS INT)))"
            .formatted(percent));
  }

  private static String dashboardRow(Row row) {
    long fulfilled = row.getLong(6);
    return Rows.dashboard(
        row.getString(0),
        row.getLong(1) * SLICE,
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        fulfilled,
        fulfilled == 0 ? 0 : Rows.bucketEnd(row.getLong(7)),
        fulfilled == 0 ? 0 : Rows.bucketEnd(row.getLong(8)));
  }

  private Dataset<Row> knownStores() throws IOException {
    List<Row> rows =
        stores().stream()
            .map(store -> RowFactory.create(store.storeId(), store.currency()))
            .toList();
    return spark.createDataFrame(rows, STORES);
  }

  /**
   * Per store and day of UTC on which anything happened: when the store's own day of that date
   * begins and ends, and when its books close, those of the day before, and of the day after.
   */
  private Dataset<Row> storeDays() throws IOException {
    Row span =
        events()
            .where(plausible("event_time"))
            .selectExpr("unix_millis(min(event_time))", "unix_millis(max(event_time))")
            .first();
    int first = (int) Math.floorDiv(span.getLong(0), DAY);
    int last = (int) Math.floorDiv(span.getLong(1), DAY);
    List<Row> rows = new ArrayList<>();
    for (Store store : stores()) {
      BusinessDays days = store.days();
      for (int day = first; day <= last; day++) {
        rows.add(
            RowFactory.create(
                store.storeId(),
                store.currency(),
                day,
                days.startOf(day),
                days.endOf(day),
                days.closeOfBooks(day - 1),
                days.closeOfBooks(day),
                days.closeOfBooks(day + 1)));
      }
    }
    return spark.createDataFrame(rows, STORE_DAYS);
  }
}
