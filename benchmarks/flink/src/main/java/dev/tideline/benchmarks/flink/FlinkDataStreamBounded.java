package dev.tideline.benchmarks.flink;

import dev.tideline.benchmarks.peers.Arguments;
import dev.tideline.benchmarks.peers.OrderSums;
import dev.tideline.benchmarks.peers.Repetitions;
import dev.tideline.benchmarks.peers.RevenueSums;
import dev.tideline.benchmarks.peers.RowGroup;
import dev.tideline.benchmarks.peers.Rows;
import dev.tideline.benchmarks.peers.StoreList;
import dev.tideline.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.CloseableIterator;

/**
 * daily-revenue over an archive, in Flink's DataStream API: each subtask adds up the row groups
 * that it gets, and the sums of all are added up by their keys.
 */
public final class FlinkDataStreamBounded {

  private FlinkDataStreamBounded() {}

  /** Answers daily-revenue, see {@link Arguments}. */
  public static void main(String[] arguments) throws Exception {
    Arguments given = Arguments.of(arguments);
    if (!given.isRevenue()) {
      throw new IllegalArgumentException("only daily-revenue");
    }
    Repetitions.of(given.number("repeats"), () -> answer(given));
  }

  @SuppressWarnings("try") // Flink's close() throws everything
  private static void answer(Arguments given) throws Exception {
    Path input = given.path("input");
    List<Store> stores = StoreList.read(input.resolve("stores.jsonl"));
    List<RowGroup> groups = RowGroup.of(input);
    DataStream<Cell> cells =
        Environments.batch(given.number("parallelism"))
            .fromSequence(0, groups.size() - 1)
            .transform("add up", TypeInformation.of(Cell.class), new AddUp(groups, stores))
            .keyBy(
                cell -> Tuple3.of(cell.store, cell.day, cell.category),
                Types.TUPLE(Types.STRING, Types.INT, Types.STRING))
            .reduce(Cell::plus);
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<Cell> all = cells.executeAndCollect("daily-revenue")) {
      all.forEachRemaining(
          cell ->
              rows.add(
                  Rows.revenue(cell.day, cell.store, cell.category, cell.currency, cell.sums)));
    }
    Rows.write(given.path("output"), rows);
  }

  /**
   * What a category of a store earned on a business day, by what some have read of it.
   *
   * @param day as in {@link java.time.LocalDate#toEpochDay}
   * @param currency the store's
   */
  public record Cell(String store, int day, String category, String currency, RevenueSums sums) {

    Cell plus(Cell other) {
      return new Cell(store, day, category, currency, sums.plus(other.sums));
    }
  }

  /** Takes the places of row groups, and gives sums when there are no more. */
  private static final class AddUp extends AbstractStreamOperator<Cell>
      implements OneInputStreamOperator<Long, Cell>, BoundedOneInput {

    private static final long serialVersionUID = 1;

    private final List<RowGroup> groups;
    private final List<Store> stores;
    private transient OrderSums sums;

    AddUp(List<RowGroup> groups, List<Store> stores) {
      this.groups = groups;
      this.stores = stores;
      setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    @Override
    public void open() {
      sums = new OrderSums(stores);
    }

    @Override
    public void processElement(StreamRecord<Long> group) throws IOException {
      sums.addRevenue(groups.get(group.getValue().intValue()));
    }

    @Override
    public void endInput() {
      sums.eachRevenue(
          (store, day, category, of) ->
              output.collect(
                  new StreamRecord<>(
                      new Cell(store.storeId(), day, category, store.currency(), of))));
    }
  }
}
