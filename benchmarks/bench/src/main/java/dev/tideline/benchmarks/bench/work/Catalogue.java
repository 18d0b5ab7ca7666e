package dev.tideline.benchmarks.bench.work;

import dev.tideline.benchmarks.bench.work.Contestant.NativeJob;
import dev.tideline.benchmarks.bench.work.Contestant.Product;
import java.util.List;
import java.util.stream.Stream;

/** All that is measured. */
public final class Catalogue {

  private static final Contestant ON_FLINK = new Product("flink");
  private static final Contestant ON_SPARK = new Product("spark");

  private static final Contestant PLAIN =
      new NativeJob("plain-java", "flink", "peers", "peers.PlainBounded", "tideline");
  private static final Contestant DUCKDB =
      new NativeJob("duckdb", "flink", "duckdb", "duckdb.DuckDbBounded", "tideline");
  private static final Contestant FLINK_DATASTREAM =
      new NativeJob(
          "flink-datastream", "flink", "flink", "flink.FlinkDataStreamBounded", "tideline");
  private static final Contestant FLINK_SQL =
      new NativeJob("flink-sql", "flink", "flink", "flink.FlinkSqlBounded", "tideline");
  private static final Contestant SPARK_SQL =
      new NativeJob("spark-sql", "spark", "spark", "spark.SparkSqlBounded", "tideline");

  private static final NativeJob PLAIN_VELOCITY =
      new NativeJob("plain-java", "flink", "peers", "peers.PlainVelocity", "tideline");
  private static final NativeJob FLINK_VELOCITY =
      new NativeJob("flink-datastream", "flink", "flink", "flink.FlinkVelocity", "tideline");
  private static final NativeJob STREAMS_VELOCITY =
      new NativeJob(
          "kafka-streams", "flink", "kafka-streams", "streams.StreamsVelocity", "tideline");
  private static final NativeJob SPARK_VELOCITY =
      new NativeJob(
          "structured-streaming", "spark", "spark", "spark.StructuredVelocity", "tideline");

  private static final NativeJob FLINK_DASHBOARD =
      new NativeJob("flink-datastream", "flink", "flink", "flink.FlinkDashboard", "tideline");
  private static final NativeJob SPARK_DASHBOARD =
      new NativeJob(
          "structured-streaming", "spark", "spark", "spark.StructuredDashboard", "tideline");

  private static final int MANY_CARDS = 1_000_000;
  private static final int SPARSE_STORES = 200;
  private static final int SPARSE_DAYS = 10;

  private Catalogue() {}

  /**
   * All works.
   *
   * @param quick with a tenth of the data, of one size, and no streams on Spark, which take a
   *     minute for however little
   */
  public static List<Work> works(boolean quick) {
    // Some 2.1 order events an order.
    List<DataSet> archives =
        quick
            ? List.of(DataSet.archive(487_000))
            : List.of(DataSet.archive(487_000), DataSet.archive(4_870_000));
    int waiting = quick ? 200_000 : 2_000_000;
    List<DataSet> backlogs =
        quick
            ? List.of(DataSet.topics(waiting))
            : List.of(DataSet.topics(waiting / 10), DataSet.topics(waiting));
    return List.of(
        new Work(
            "revenue",
            "daily-revenue over an archive",
            Question.REVENUE,
            archives,
            List.of(ON_FLINK, FLINK_DATASTREAM, FLINK_SQL, DUCKDB, PLAIN, ON_SPARK, SPARK_SQL)),
        new Work(
            "dashboard",
            "ops-dashboard over an archive",
            Question.DASHBOARD,
            archives,
            List.of(ON_FLINK, FLINK_SQL, DUCKDB, PLAIN, ON_SPARK, SPARK_SQL)),
        new Work(
            "velocity-backlog",
            "fraud-velocity over payments that wait in a topic",
            Question.VELOCITY,
            backlogs,
            with(
                quick ? List.of() : List.of(ON_SPARK, SPARK_VELOCITY),
                ON_FLINK,
                FLINK_VELOCITY,
                FLINK_VELOCITY.withJackson(),
                STREAMS_VELOCITY,
                PLAIN_VELOCITY)),
        new Work(
            "velocity-many-cards",
            "fraud-velocity over a topic, of many more cards",
            Question.VELOCITY,
            List.of(DataSet.topics(waiting / 2).withCards(MANY_CARDS)),
            List.of(ON_FLINK, FLINK_VELOCITY)),
        new Work(
            "dashboard-backlog",
            "ops-dashboard over order events that wait in a topic",
            Question.DASHBOARD,
            backlogs,
            with(
                quick ? List.of() : List.of(ON_SPARK, SPARK_DASHBOARD),
                ON_FLINK,
                FLINK_DASHBOARD,
                FLINK_DASHBOARD.withJackson())),
        new Work(
            "dashboard-sparse",
            "ops-dashboard over a topic, of few events in each five minutes of a store",
            Question.DASHBOARD,
            List.of(DataSet.topics(waiting / 10).spread(SPARSE_STORES, SPARSE_DAYS)),
            List.of(ON_FLINK, FLINK_DASHBOARD)));
  }

  private static List<Contestant> with(List<Contestant> others, Contestant... first) {
    return Stream.concat(Stream.of(first), others.stream()).toList();
  }
}
