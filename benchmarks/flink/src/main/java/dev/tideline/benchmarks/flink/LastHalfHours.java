package dev.tideline.benchmarks.flink;

import dev.tideline.benchmarks.peers.OrderSums;
import dev.tideline.benchmarks.peers.Rows;
import dev.tideline.benchmarks.peers.Slice;
import dev.tideline.store.Store;
import dev.tideline.windowing.WindowPolicies;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the slices of each store, by their numbers, and gives the row of a window when it ends,
 * again after each event that comes later, and now and then before.
 */
final class LastHalfHours extends KeyedProcessFunction<String, StoreEvent, DashboardRow> {

  private static final long serialVersionUID = 1;
  private static final long EARLY = WindowPolicies.DASHBOARD_EARLY.getMillis();

  /** After so many slices no event may come to a window that has this one. */
  private static final long KEPT = Slice.PER_WINDOW + OrderSums.LATENESS / Slice.MILLIS;

  private final Map<String, String> currencies = new HashMap<>();
  private transient MapState<Long, StoreSlice> slices;

  LastHalfHours(List<Store> stores) {
    stores.forEach(store -> currencies.put(store.storeId(), store.currency()));
  }

  @Override
  public void open(OpenContext context) {
    slices =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "slices", LongSerializer.INSTANCE, new StoreSlice.Serializer()));
  }

  @Override
  public void processElement(StoreEvent event, Context context, Collector<DashboardRow> out)
      throws Exception {
    long number = Math.floorDiv(event.time(), Slice.MILLIS);
    StoreSlice known = slices.get(number);
    StoreSlice slice = known == null ? new StoreSlice() : known;
    if (slice.add(event)) {
      slices.put(number, slice);
      setTimers(number, known == null, context.timerService());
    }
  }

  /**
   * Timers for the ends of all windows that have the slice, and for when it is forgotten. One that
   * is past fires as soon as the watermark moves: so a row that has been given is given anew.
   */
  private static void setTimers(long number, boolean first, TimerService timers) {
    for (long end = number + 1; end <= number + KEPT; end++) {
      if (first || end * Slice.MILLIS <= timers.currentWatermark()) {
        timers.registerEventTimeTimer(end * Slice.MILLIS);
      }
    }
    timers.registerProcessingTimeTimer((timers.currentProcessingTime() / EARLY + 1) * EARLY);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<DashboardRow> out)
      throws Exception {
    String store = context.getCurrentKey();
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      for (long end : openWindows(context.timerService().currentWatermark())) {
        emit(store, end, out);
      }
    } else {
      long end = time / Slice.MILLIS;
      emit(store, end, out);
      slices.remove(end - KEPT);
    }
  }

  /** The ends of all windows that have begun and not ended, counted in slices. */
  private Set<Long> openWindows(long watermark) throws Exception {
    Set<Long> ends = new TreeSet<>();
    for (long number : slices.keys()) {
      for (long end = number + 1; end <= number + Slice.PER_WINDOW; end++) {
        if (end * Slice.MILLIS > watermark) {
          ends.add(end);
        }
      }
    }
    return ends;
  }

  private void emit(String store, long end, Collector<DashboardRow> out) throws Exception {
    List<Slice> window = new ArrayList<>();
    for (long number = end - Slice.PER_WINDOW; number < end; number++) {
      StoreSlice slice = slices.get(number);
      if (slice != null) {
        window.add(slice.sums());
      }
    }
    if (!window.isEmpty()) {
      long time = end * Slice.MILLIS;
      String row =
          Rows.dashboard(
              store, time, currencies.get(store), window.toArray(new Slice[window.size()]));
      out.collect(new DashboardRow(store, time, row));
    }
  }
}
