package dev.tideline.benchmarks.flink;

import dev.tideline.benchmarks.peers.OrderColumns;
import dev.tideline.benchmarks.peers.RowGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;
import org.apache.parquet.io.api.Binary;

/**
 * The order events of an archive as rows of a table. Flink's own reader of Parquet fails at an
 * array of rows, which the lines of an event are. Times are in ms since the epoch, amounts in
 * ten-thousandths of a currency unit.
 */
final class OrderRows {

  private static final DataType TEXT = DataTypes.STRING().notNull();
  private static final DataType NUMBER = DataTypes.BIGINT().notNull();
  private static final DataType LINES =
      DataTypes.ARRAY(
          DataTypes.ROW(
              DataTypes.FIELD("category", DataTypes.STRING()),
              DataTypes.FIELD("quantity", DataTypes.BIGINT()),
              DataTypes.FIELD("amount", DataTypes.BIGINT()),
              DataTypes.FIELD("cost", DataTypes.BIGINT())));
  private static final DataType ROW =
      DataTypes.ROW(
          DataTypes.FIELD("type", TEXT),
          DataTypes.FIELD("store_id", TEXT),
          DataTypes.FIELD("currency", TEXT),
          DataTypes.FIELD("event_time", NUMBER),
          DataTypes.FIELD("placed_at", NUMBER),
          DataTypes.FIELD("ingest_time", NUMBER),
          DataTypes.FIELD("copy", DataTypes.INT().notNull()),
          DataTypes.FIELD("lines", LINES));

  private OrderRows() {}

  /** Those of row groups, each read by one subtask. */
  static DataStream<RowData> of(List<RowGroup> groups, StreamExecutionEnvironment env) {
    return env.fromSequence(0, groups.size() - 1)
        .flatMap(new Read(groups))
        .returns(InternalTypeInfo.of((RowType) ROW.getLogicalType()));
  }

  private static final class Read implements FlatMapFunction<Long, RowData> {

    private static final long serialVersionUID = 1;

    private final List<RowGroup> groups;

    Read(List<RowGroup> groups) {
      this.groups = groups;
    }

    @Override
    public void flatMap(Long group, Collector<RowData> out) throws IOException {
      List<StringData> texts = new ArrayList<>();
      Map<String, Integer> numbers = new HashMap<>();
      ToIntFunction<Binary> number =
          binary ->
              numbers.computeIfAbsent(
                  binary.toStringUsingUTF8(),
                  text -> {
                    texts.add(StringData.fromString(text));
                    return texts.size() - 1;
                  });
      try (OrderColumns events =
          new OrderColumns(
              groups.get(group.intValue()),
              new OrderColumns.Numbers(number, number, number, number))) {
        for (int count = events.next(); count > 0; count = events.next()) {
          for (int row = 0; row < count; row++) {
            out.collect(row(events, row, texts));
          }
        }
      }
    }

    private static RowData row(OrderColumns events, int row, List<StringData> texts) {
      int from = events.firstLine[row];
      Object[] lines = new Object[events.firstLine[row + 1] - from];
      for (int i = 0; i < lines.length; i++) {
        int line = from + i;
        lines[i] =
            GenericRowData.of(
                texts.get(events.category[line]),
                (long) events.quantity[line],
                events.amount[line],
                events.cost[line]);
      }
      return GenericRowData.of(
          texts.get(events.type[row]),
          texts.get(events.store[row]),
          texts.get(events.currency[row]),
          events.eventTime[row],
          events.placedAt[row],
          events.ingestTime[row],
          events.copy[row],
          new GenericArrayData(lines));
    }
  }
}
