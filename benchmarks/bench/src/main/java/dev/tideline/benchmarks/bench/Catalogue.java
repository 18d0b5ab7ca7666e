package dev.tideline.benchmarks.bench;

import dev.tideline.benchmarks.bench.live.LiveWork;
import dev.tideline.benchmarks.bench.work.Conditions;
import dev.tideline.benchmarks.bench.work.Contestant;
import dev.tideline.benchmarks.bench.work.Contestant.NativeJob;
import dev.tideline.benchmarks.bench.work.Contestant.Product;
import dev.tideline.benchmarks.bench.work.DataSet;
import dev.tideline.benchmarks.bench.work.Question;
import dev.tideline.benchmarks.bench.work.Work;
import dev.tideline.demo.latency.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All that is measured. */
final class Catalogue {

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

  // Some 2.1 order events an order.
  private static final DataSet MILLION = DataSet.archive(487_000);
  private static final DataSet TEN_MILLION = DataSet.archive(4_870_000);
  private static final DataSet FIFTY_MILLION = DataSet.archive(24_350_000);

  private static final int MANY_CARDS = 1_000_000;
  private static final int SPARSE_STORES = 200;
  private static final int SPARSE_DAYS = 10;

  private Catalogue() {}

  /**
   * All works over what is there.
   *
   * @param quick with a tenth of the data, of one size, and no streams on Spark, which take a
   *     minute for however little; and neither how cost grows nor what a warm process takes
   */
  static List<Work> works(boolean quick) {
    List<Work> works = new ArrayList<>(comparisons(quick));
    if (!quick) {
      works.addAll(growth());
    }
    return works;
  }

  /**
   * All works over payments that keep coming.
   *
   * @param quick on Flink only, at one rate, not for long
   */
  static List<LiveWork> liveWorks(boolean quick) {
    LiveWork onFlink =
        new LiveWork(
            "latency-flink",
            "How long a signal takes, on Flink",
            quick
                ? List.of(new Schedule(2_000, 15, 20))
                : List.of(new Schedule(5_000, 60, 20), new Schedule(10_000, 60, 20)),
            List.of(ON_FLINK, FLINK_VELOCITY, STREAMS_VELOCITY));
    LiveWork onSpark =
        new LiveWork(
            "latency-spark",
            "How long a signal takes, on Spark: the product in micro-batches of a second, the native job in one"
                + " after the other",
            List.of(new Schedule(500, 60, 30), new Schedule(2_000, 60, 30)),
            List.of(ON_SPARK, SPARK_VELOCITY));
    return quick ? List.of(onFlink) : List.of(onFlink, onSpark);
  }

  private static List<Work> comparisons(boolean quick) {
    List<DataSet> archives = quick ? List.of(MILLION) : List.of(MILLION, TEN_MILLION);
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

  /** How cost grows with what there is of something, and without the start of a process. */
  private static List<Work> growth() {
    DataSet payments = DataSet.topics(500_000);
    DataSet orders = DataSet.topics(200_000);
    return List.of(
        new Work(
            "revenue-warm",
            "daily-revenue over an archive, the %dth time in one process"
                .formatted(Conditions.WARM.times()),
            Question.REVENUE,
            List.of(MILLION, TEN_MILLION),
            List.of(ON_FLINK, FLINK_DATASTREAM, FLINK_SQL, DUCKDB, PLAIN, ON_SPARK, SPARK_SQL),
            Conditions.WARM),
        new Work(
            "revenue-rows",
            "daily-revenue, by how much there is to read",
            Question.REVENUE,
            List.of(MILLION, TEN_MILLION, FIFTY_MILLION),
            List.of(ON_FLINK, FLINK_DATASTREAM, DUCKDB, ON_SPARK)),
        new Work(
            "revenue-one-core",
            "daily-revenue over an archive, on one core",
            Question.REVENUE,
            List.of(MILLION, TEN_MILLION),
            List.of(ON_FLINK, FLINK_DATASTREAM, ON_SPARK, SPARK_SQL),
            Conditions.ONE_CORE),
        new Work(
            "velocity-cards",
            "fraud-velocity over a topic, by how many cards there are",
            Question.VELOCITY,
            List.of(
                payments.withCards(10_000),
                payments.withCards(100_000),
                payments.withCards(MANY_CARDS)),
            List.of(ON_FLINK, FLINK_VELOCITY)),
        new Work(
            "dashboard-stores",
            "ops-dashboard over a topic, by how many stores there are",
            Question.DASHBOARD,
            List.of(orders.spread(10, 1), orders.spread(1_000, 1), orders.spread(9_999, 1)),
            List.of(ON_FLINK, FLINK_DASHBOARD, ON_SPARK)));
  }

  private static List<Contestant> with(List<Contestant> others, Contestant... first) {
    return Stream.concat(Stream.of(first), others.stream()).toList();
  }
}
