package dev.tideline.benchmarks.spark;

import dev.tideline.benchmarks.peers.Arguments;
import dev.tideline.benchmarks.peers.OrderReader;
import dev.tideline.benchmarks.peers.Repetitions;
import dev.tideline.benchmarks.peers.Rows;
import dev.tideline.benchmarks.peers.Slice;
import dev.tideline.benchmarks.peers.StoreList;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderFigures;
import dev.tideline.order.OrderType;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.GroupState;
import org.apache.spark.sql.streaming.GroupStateTimeout;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.types.StructType;

/**
 * ops-dashboard in Structured Streaming: a state for each store, its latest slices. One operator
 * finds copies, adds up, and makes windows of slices; dropDuplicates and a sliding window would be
 * two, and each event would be in six windows. Rows are put into SQLite after each batch, and into
 * a file at the end. Records that are no order events pass by the stores, each as a group of its
 * own without a state, for a query is run once.
 */
public final class StructuredDashboard {

  /**
   * An event, its amount in 1/10 000 currency units, its times in ms, since the epoch or from
   * placed to now; or the bytes of a record that is none.
   */
  private static final StructType ARRIVAL =
      StructType.fromDDL(
          "store_id STRING, event_id STRING, type STRING, event_time BIGINT, amount BIGINT,"
              + " took BIGINT, ingested TIMESTAMP, rejected BINARY");

  private static final int STORE_ID = 0;
  private static final int EVENT_ID = 1;
  private static final int TYPE = 2;
  private static final int EVENT_TIME = 3;
  private static final int AMOUNT = 4;
  private static final int TOOK = 5;
  private static final int REJECTED = 7;

  /** A row, or the bytes of a record for the dead letters. */
  private static final StructType RESULT =
      StructType.fromDDL("store_id STRING, window_end BIGINT, row STRING, value BINARY");

  private StructuredDashboard() {}

  /** Reads a topic, see {@link Arguments}. */
  public static void main(String[] arguments) throws Exception {
    Arguments given = Arguments.of(arguments);
    Repetitions.of(1, () -> run(given));
  }

  private static void run(Arguments given) throws Exception {
    List<Store> stores = StoreList.read(given.path("stores"));
    Map<String, String> currencies = new HashMap<>();
    stores.forEach(store -> currencies.put(store.storeId(), store.currency()));
    String topic = given.text("topic");
    String parser = given.text("parser");
    MapPartitionsFunction<Row, Row> parse =
        records -> arrivals(records, topic, new OrderReader(Stores.of(stores), parser));
    try (SparkSession spark = Topics.session(given);
        RowTable table = RowTable.in(given.path("state"))) {
      Dataset<Row> results =
          Topics.read(spark, given)
              .mapPartitions(parse, Encoders.row(ARRIVAL))
              .withWatermark("ingested", Topics.DISORDER)
              .groupByKey(
                  (MapFunction<Row, String>) row -> row.getString(STORE_ID), Encoders.STRING())
              .flatMapGroupsWithState(
                  new AddUp(currencies),
                  OutputMode.Update(),
                  Encoders.kryo(StoreSlices.class),
                  Encoders.row(RESULT),
                  GroupStateTimeout.EventTimeTimeout());
      VoidFunction2<Dataset<Row>, Long> sink = (batch, number) -> put(batch, table, given);
      Topics.run(results.writeStream().outputMode(OutputMode.Update()).foreachBatch(sink), given);
      Rows.write(given.path("output"), table.rows());
    }
  }

  private static void put(Dataset<Row> batch, RowTable table, Arguments given) throws SQLException {
    batch.persist();
    batch
        .where("row IS NULL")
        .select("value")
        .write()
        .format("kafka")
        .option("kafka.bootstrap.servers", given.text("bootstrap-servers"))
        // A record may be rejected because it is too large.
        .option("kafka.max.request.size", Integer.MAX_VALUE)
        .option("topic", given.text("dead-letters"))
        .save();
    table.put(batch.where("row IS NOT NULL").collectAsList());
    batch.unpersist();
  }

  private static Iterator<Row> arrivals(Iterator<Row> rows, String topic, OrderReader reader) {
    return Topics.flatMap(
        rows,
        row -> {
          OrderEvent event = reader.read(Topics.record(row, topic));
          if (event == null) {
            return RowFactory.create(
                Topics.place(row), null, null, null, null, null, null, Topics.value(row));
          }
          return event.type() == OrderType.REFUNDED || OrderReader.late(event)
              ? null
              : RowFactory.create(
                  event.storeId(),
                  event.eventId(),
                  event.type().name(),
                  event.eventTime(),
                  amountOf(event),
                  event.eventTime() - event.placedAt(),
                  Topics.ingested(row),
                  null);
        });
  }

  private static long amountOf(OrderFigures event) {
    long sum = 0;
    for (int line = 0; line < event.lineCount(); line++) {
      sum = Math.addExact(sum, event.amount(line));
    }
    return sum;
  }

  /** Adds up one store. */
  private record AddUp(Map<String, String> currencies)
      implements FlatMapGroupsWithStateFunction<String, Row, StoreSlices, Row> {

    @Override
    public Iterator<Row> call(String store, Iterator<Row> arrivals, GroupState<StoreSlices> state) {
      if (state.hasTimedOut()) {
        state.remove();
        return List.<Row>of().iterator();
      }
      List<Row> results = new ArrayList<>();
      StoreSlices slices = state.exists() ? state.get() : new StoreSlices();
      TreeSet<Long> changed = new TreeSet<>();
      while (arrivals.hasNext()) {
        Row arrival = arrivals.next();
        if (arrival.isNullAt(EVENT_ID)) {
          results.add(RowFactory.create(null, null, null, arrival.get(REJECTED)));
          continue;
        }
        Slice slice = slices.of(arrival.getString(EVENT_ID), arrival.getLong(EVENT_TIME));
        if (slice != null) {
          add(arrival, slice);
          changed.add(Math.floorDiv(arrival.getLong(EVENT_TIME), Slice.MILLIS));
        }
      }
      if (changed.isEmpty()) {
        return results.iterator();
      }
      windows(changed).forEach(end -> results.add(row(store, end, slices)));
      keep(slices, state);
      return results.iterator();
    }

    private static void keep(StoreSlices slices, GroupState<StoreSlices> state) {
      slices.forget(state.getCurrentWatermarkMs());
      if (slices.isEmpty()) {
        state.remove();
      } else {
        state.update(slices);
        state.setTimeoutTimestamp(slices.neededUntil());
      }
    }

    private static void add(Row arrival, Slice slice) {
      switch (OrderType.valueOf(arrival.getString(TYPE))) {
        case PLACED -> {
          slice.orders++;
          slice.revenue = Math.addExact(slice.revenue, arrival.getLong(AMOUNT));
        }
        case CANCELLED -> slice.cancellations++;
        case FULFILLED -> slice.addServiceTime(arrival.getLong(TOOK));
        case REFUNDED -> throw new IllegalArgumentException("a refund is not in scope");
      }
    }

    /** The slices before which the windows end that have any of these. */
    private static TreeSet<Long> windows(TreeSet<Long> slices) {
      TreeSet<Long> ends = new TreeSet<>();
      for (long slice : slices) {
        for (int later = 1; later <= Slice.PER_WINDOW; later++) {
          ends.add(slice + later);
        }
      }
      return ends;
    }

    private Row row(String store, long before, StoreSlices slices) {
      long end = before * Slice.MILLIS;
      String row = Rows.dashboard(store, end, currencies.get(store), slices.windowBefore(before));
      return RowFactory.create(store, end, row, null);
    }
  }

  /** The rows in SQLite, of each key the latest. */
  private record RowTable(Connection connection) implements AutoCloseable {

    static RowTable in(Path folder) throws Exception {
      Files.createDirectories(folder);
      Connection connection =
          DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rows.db"));
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute(
            "CREATE TABLE IF NOT EXISTS ops_dashboard("
                + "store_id TEXT, window_end INTEGER, row TEXT, PRIMARY KEY (store_id, window_end))");
      }
      connection.setAutoCommit(false);
      return new RowTable(connection);
    }

    /** Puts rows in the place of what they replace; the same rows once more change nothing. */
    void put(List<Row> rows) throws SQLException {
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT OR REPLACE INTO ops_dashboard VALUES (?, ?, ?)")) {
        for (Row row : rows) {
          insert.setString(1, row.getString(0));
          insert.setLong(2, row.getLong(1));
          insert.setString(3, row.getString(2));
          insert.addBatch();
        }
        insert.executeBatch();
      }
      connection.commit();
    }

    List<String> rows() throws SQLException {
      List<String> rows = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet found = statement.executeQuery("SELECT row FROM ops_dashboard")) {
        while (found.next()) {
          rows.add(found.getString(1));
        }
      }
      return rows;
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
