package dev.tideline.dashboard;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.dashboard.ActivityByStore.StoreCurrency;
import dev.tideline.order.OrderHeader;
import dev.tideline.sum.Total;
import dev.tideline.windowing.WindowPolicies;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.values.KV;

/**
 * Adds the order events of a bundle up by store, currency and slice of time, each slice into the
 * windows that hold it, and hands over the sums of a group of stores in a window together: so few
 * values enter the windows, and no events.
 */
final class AggregateActivity
    implements BundleAggregation<OrderHeader, KV<Integer, ActivityByStore>> {

  private static final long serialVersionUID = 1;
  private static final long SLICE = WindowPolicies.DASHBOARD_EVERY.getMillis();

  /**
   * Into how many groups stores are spread: enough keys for the tasks of a cluster, and no more.
   */
  private static final int GROUPS = 16;

  /** Past this many sums, or events in them, a bundle hands over early, so that it stays small. */
  private static final int MOST_SUMS = 10_000;

  private static final int MOST_EVENTS = 1_000_000;

  @Override
  public Aggregator<OrderHeader, KV<Integer, ActivityByStore>> open() {
    return new Sums();
  }

  private record Slice(StoreCurrency store, long start) {
    static Slice of(OrderHeader event) {
      long time = event.eventTime();
      return new Slice(
          new StoreCurrency(event.storeId(), event.currency()), time - Math.floorMod(time, SLICE));
    }
  }

  private record GroupWindow(int group, long end) {

    /** Of the windows that hold a slice, the one that ends so many slices after it. */
    static GroupWindow of(Slice slice, long after) {
      return new GroupWindow(
          Math.floorMod(slice.store.storeId().hashCode(), GROUPS),
          slice.start + SLICE * (1 + after));
    }
  }

  private static final class Sums implements Aggregator<OrderHeader, KV<Integer, ActivityByStore>> {
    private final Map<Slice, Sum> sums = new HashMap<>();
    private int events;

    @Override
    public void add(OrderHeader event, Output<KV<Integer, ActivityByStore>> out) {
      sums.computeIfAbsent(Slice.of(event), slice -> new Sum()).add(event);
      events++;
      if (sums.size() > MOST_SUMS || events > MOST_EVENTS) {
        flush(out);
      }
    }

    @Override
    public void flush(Output<KV<Integer, ActivityByStore>> out) {
      Map<GroupWindow, SortedMap<StoreCurrency, StoreActivity>> groups = new HashMap<>();
      sums.forEach(
          (slice, sum) -> {
            StoreActivity total = sum.total();
            for (int after = 0; after < WindowPolicies.DASHBOARD_WINDOWS_OF_AN_EVENT; after++) {
              groups
                  .computeIfAbsent(GroupWindow.of(slice, after), none -> new TreeMap<>())
                  .merge(slice.store, total, StoreActivity::plus);
            }
          });
      groups.forEach(
          (window, stores) ->
              out.emit(KV.of(window.group, new ActivityByStore(stores)), window.end - 1));
      sums.clear();
      events = 0;
    }
  }

  /** The running sums of one slice; the one mutable twin of {@link StoreActivity}. */
  private static final class Sum {
    private long orders;
    private Total revenue = Total.ZERO;
    private long cancellations;
    private final ServiceTimes.Recorder serviceTimes = new ServiceTimes.Recorder();

    void add(OrderHeader event) {
      switch (event.type()) {
        case PLACED -> {
          orders++;
          revenue = revenue.plus(event.gross());
        }
        case CANCELLED -> cancellations++;
        case FULFILLED -> serviceTimes.add(event.eventTime() - event.placedAt());
        case REFUNDED -> throw new IllegalArgumentException("a refund is not in scope");
      }
    }

    StoreActivity total() {
      return new StoreActivity(orders, revenue, cancellations, serviceTimes.times());
    }
  }
}
