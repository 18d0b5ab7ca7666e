package dev.tideline.benchmarks.flink;

import dev.tideline.benchmarks.peers.Rows;
import dev.tideline.benchmarks.peers.Slice;
import dev.tideline.event.EventRules;
import dev.tideline.order.OrderType;
import dev.tideline.store.BusinessDays;
import dev.tideline.store.Store;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.functions.TableFunction;
import org.apache.flink.types.Row;

/**
 * What the queries ask that SQL has no words for. Lines come in Flink's own form, so that nothing
 * is converted for each call.
 */
final class SqlFunctions {

  private static final String LINES =
      "ARRAY<ROW<category STRING, quantity BIGINT, amount BIGINT, cost BIGINT>>";
  private static final int CATEGORY = 0;
  private static final int QUANTITY = 1;
  private static final int AMOUNT = 2;
  private static final int COST = 3;
  private static final int WIDTH = 4;

  private SqlFunctions() {}

  /** What knows of stores. */
  public abstract static class OfStores extends ScalarFunction {

    private static final long serialVersionUID = 1;

    private final Map<String, Store> stores = new HashMap<>();
    private transient Map<String, BusinessDays> days;

    OfStores(List<Store> stores) {
      stores.forEach(store -> this.stores.put(store.storeId(), store));
    }

    @Override
    public void open(FunctionContext context) {
      days = new HashMap<>();
      stores.forEach((id, store) -> days.put(id, store.days()));
    }

    /** A store; null if there is none of that id. */
    Store store(String id) {
      return stores.get(id);
    }

    /** The business days of a store that there is. */
    BusinessDays days(String id) {
      return days.get(id);
    }
  }

  /** Whether an event keeps the rules. */
  public static final class Sound extends OfStores {

    private static final long serialVersionUID = 1;

    Sound(List<Store> stores) {
      super(stores);
    }

    /** Times in ms since the epoch. */
    public boolean eval(
        String type,
        String storeId,
        String currency,
        long happened,
        long placed,
        long ingested,
        @DataTypeHint(value = LINES, bridgedTo = ArrayData.class) ArrayData lines) {
      Store store = store(storeId);
      return OrderType.of(type) != null
          && store != null
          && store.currency().equals(currency)
          && EventRules.plausible(happened)
          && EventRules.plausible(ingested)
          && EventRules.plausible(placed)
          && happened <= ingested + EventRules.CLOCK_AHEAD
          && placed <= happened
          && (lines.size() > 0 || type.equals(OrderType.FULFILLED.name()))
          && soundLines(lines);
    }

    private static boolean soundLines(ArrayData lines) {
      for (int i = 0; i < lines.size(); i++) {
        RowData line = lines.getRow(i, WIDTH);
        int length = line.getString(CATEGORY).toString().length();
        if (length == 0
            || length > EventRules.LONGEST_KEY
            || line.getLong(QUANTITY) < 0
            || !EventRules.lawful(line.getLong(AMOUNT))
            || !EventRules.lawful(line.getLong(COST))) {
          return false;
        }
      }
      return true;
    }
  }

  /** The business day of a sound event, as in {@link java.time.LocalDate#toEpochDay}. */
  public static final class BusinessDay extends OfStores {

    private static final long serialVersionUID = 1;

    BusinessDay(List<Store> stores) {
      super(stores);
    }

    /** Of a time in ms since the epoch. */
    public int eval(String storeId, long happened) {
      return days(storeId).dayOf(happened);
    }
  }

  /** When the books close of the business day of a sound event, ms since the epoch. */
  public static final class CloseOfBooks extends OfStores {

    private static final long serialVersionUID = 1;

    CloseOfBooks(List<Store> stores) {
      super(stores);
    }

    /** Of a time in ms since the epoch. */
    public long eval(String storeId, long happened) {
      BusinessDays days = days(storeId);
      return days.closeOfBooks(days.dayOf(happened));
    }
  }

  /** The lines of an event, each with its place, and whether it is the first of its category. */
  @FunctionHint(
      output =
          @DataTypeHint(
              value =
                  "ROW<category STRING, quantity BIGINT, amount BIGINT, cost BIGINT, place INT,"
                      + " first_of_category BOOLEAN>",
              bridgedTo = RowData.class))
  public static final class LinesOf extends TableFunction<RowData> {

    private static final long serialVersionUID = 1;

    /** Emits them. */
    public void eval(@DataTypeHint(value = LINES, bridgedTo = ArrayData.class) ArrayData lines) {
      for (int i = 0; i < lines.size(); i++) {
        RowData line = lines.getRow(i, WIDTH);
        collect(
            GenericRowData.of(
                line.getString(CATEGORY),
                line.getLong(QUANTITY),
                line.getLong(AMOUNT),
                line.getLong(COST),
                i,
                isFirst(lines, i, line.getString(CATEGORY))));
      }
    }

    private static boolean isFirst(ArrayData lines, int place, StringData category) {
      for (int i = 0; i < place; i++) {
        if (lines.getRow(i, WIDTH).getString(CATEGORY).equals(category)) {
          return false;
        }
      }
      return true;
    }
  }

  /** What the lines of an event come to, 1/10 000 currency units. */
  public static final class AmountOf extends ScalarFunction {

    private static final long serialVersionUID = 1;

    /** Adds them up. */
    public long eval(@DataTypeHint(value = LINES, bridgedTo = ArrayData.class) ArrayData lines) {
      long sum = 0;
      for (int i = 0; i < lines.size(); i++) {
        sum = Math.addExact(sum, lines.getRow(i, WIDTH).getLong(AMOUNT));
      }
      return sum;
    }
  }

  /**
   * Keeps service times in a slice.
   *
   * @param <T> what it makes of them
   */
  public abstract static class OfServiceTimes<T> extends AggregateFunction<T, Slice> {

    private static final long serialVersionUID = 1;

    @Override
    public Slice createAccumulator() {
      return new Slice();
    }

    /** Adds those that other subtasks have. */
    public void merge(Slice slice, Iterable<Slice> others) {
      others.forEach(slice::add);
    }
  }

  /** All service times of a group, ms. */
  @FunctionHint(
      accumulator =
          @DataTypeHint(
              value = "RAW",
              bridgedTo = Slice.class,
              rawSerializer = SliceSerializer.class),
      output = @DataTypeHint(value = "ARRAY<INT NOT NULL>", bridgedTo = int[].class))
  public static final class ServiceTimes extends OfServiceTimes<int[]> {

    private static final long serialVersionUID = 1;

    /** Adds one, unless it is null. */
    public void accumulate(Slice slice, Long millis) {
      if (millis != null) {
        slice.addServiceTime(millis);
      }
    }

    @Override
    public int[] getValue(Slice slice) {
      return slice.serviceTimes();
    }
  }

  /** How many service times there are in the groups of a group, and both of their percentiles. */
  @FunctionHint(
      accumulator =
          @DataTypeHint(
              value = "RAW",
              bridgedTo = Slice.class,
              rawSerializer = SliceSerializer.class),
      output = @DataTypeHint("ROW<fulfilled BIGINT, p50 BIGINT, p95 BIGINT>"))
  public static final class ServiceTimeRanks extends OfServiceTimes<Row> {

    private static final long serialVersionUID = 1;

    /** Adds those of a group. */
    public void accumulate(
        Slice slice,
        @DataTypeHint(value = "ARRAY<INT NOT NULL>", bridgedTo = int[].class) int[] serviceTimes) {
      for (int time : serviceTimes) {
        slice.addServiceTime(time);
      }
    }

    @Override
    public Row getValue(Slice slice) {
      int[] times = slice.serviceTimes();
      Arrays.sort(times);
      return Row.of((long) times.length, Rows.nearestRank(times, 50), Rows.nearestRank(times, 95));
    }
  }
}
