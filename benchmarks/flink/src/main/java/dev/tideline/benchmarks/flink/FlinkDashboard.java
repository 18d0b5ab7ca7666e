package dev.tideline.benchmarks.flink;

import dev.tideline.benchmarks.peers.Arguments;
import dev.tideline.benchmarks.peers.Rows;
import dev.tideline.benchmarks.peers.StoreList;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import dev.tideline.windowing.WindowPolicies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * ops-dashboard over a topic, in Flink's DataStream API. An event goes into one slice of five
 * minutes of its store, and a window is six of them, instead of into six windows: that is what
 * Flink's own sliding windows would do. Rows go into a table of SQLite, which is written to a file
 * when the topic ends.
 */
public final class FlinkDashboard {

  private static final Duration DELAY =
      Duration.ofMillis(WindowPolicies.DASHBOARD_DELAY.getMillis());

  private FlinkDashboard() {}

  /** Reads a topic, see {@link Arguments}. */
  public static void main(String[] arguments) throws Exception {
    Arguments given = Arguments.of(arguments);
    List<Store> stores = StoreList.read(given.path("stores"));
    Path table = given.path("output").resolveSibling("ops-dashboard.sqlite");
    StreamExecutionEnvironment env = Environments.stream(given);
    SingleOutputStreamOperator<StoreEvent> events =
        env.fromSource(
                Topics.source(given), WatermarkStrategy.forBoundedOutOfOrderness(DELAY), "orders")
            .process(new ReadOrders(Stores.of(stores), given.text("parser")))
            .returns(new CodecType<>(StoreEvent.class, new StoreEvent.Serializer()));
    events.getSideOutput(Topics.REJECTED).sinkTo(Topics.deadLetters(given));
    events
        .keyBy(StoreEvent::store, Types.STRING)
        .process(new LastHalfHours(stores))
        .sinkTo(new DashboardTable(table.toString()))
        .setParallelism(1);
    env.execute("ops-dashboard");
    Rows.write(given.path("output"), DashboardTable.rows(table));
  }
}
