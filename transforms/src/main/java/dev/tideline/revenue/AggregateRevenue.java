package dev.tideline.revenue;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.order.OrderFigures;
import dev.tideline.store.StoreTimeline;
import dev.tideline.store.Stores;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.values.KV;

/**
 * Adds the order events of a bundle up by store, currency and business day, so that few sums reach
 * the shuffle, and no events. They come out at the last ms before their day's books close, as
 * {@link dev.tideline.windowing.BusinessDayWindows} wants them.
 */
final class AggregateRevenue
    implements BundleAggregation<OrderFigures, KV<KV<String, String>, DayRevenue>> {

  private static final long serialVersionUID = 1;

  /** Past this many sums a bundle hands them over early, so that it stays small. */
  private static final int MOST_SUMS = 20_000;

  private final Stores stores;

  AggregateRevenue(Stores stores) {
    this.stores = stores;
  }

  @Override
  public Aggregator<OrderFigures, KV<KV<String, String>, DayRevenue>> open() {
    return new Sums();
  }

  private record Day(int businessDay, String currency) {}

  private final class Sums implements Aggregator<OrderFigures, KV<KV<String, String>, DayRevenue>> {
    private final Map<String, StoreSums> byStore = new HashMap<>();
    private int size;

    @Override
    public void add(OrderFigures event, Output<KV<KV<String, String>, DayRevenue>> out) {
      StoreSums store = byStore.get(event.storeId());
      if (store == null) {
        store = new StoreSums(stores.get(event.storeId()));
        byStore.put(event.storeId(), store);
      }
      Map<String, Booking> categories = store.on(event.eventTime(), event.currency());
      for (int line = 0; line < event.lineCount(); line++) {
        booking(categories, event.category(line)).add(event, line);
      }
      if (size > MOST_SUMS) {
        flush(out);
      }
    }

    private Booking booking(Map<String, Booking> categories, String category) {
      Booking booking = categories.get(category);
      if (booking == null) {
        booking = new Booking();
        categories.put(category, booking);
        size++;
      }
      return booking;
    }

    @Override
    public void flush(Output<KV<KV<String, String>, DayRevenue>> out) {
      byStore.forEach((storeId, store) -> store.flush(storeId, out));
      byStore.clear();
      size = 0;
    }
  }

  /** The sums of one store by day, currency and category. */
  private static final class StoreSums {
    private final StoreTimeline store;
    private final Map<Day, Map<String, Booking>> days = new HashMap<>();
    private Day latest = new Day(Integer.MIN_VALUE, "");
    private Map<String, Booking> ofLatest = Map.of();

    StoreSums(StoreTimeline store) {
      this.store = store;
    }

    /** The sums by category; most events are of the same day as the one before. */
    Map<String, Booking> on(long time, String currency) {
      int businessDay = store.dayOf(time);
      if (businessDay != latest.businessDay || !currency.equals(latest.currency)) {
        latest = new Day(businessDay, currency);
        ofLatest = days.computeIfAbsent(latest, day -> new HashMap<>());
      }
      return ofLatest;
    }

    void flush(String storeId, BundleAggregation.Output<KV<KV<String, String>, DayRevenue>> out) {
      days.forEach(
          (day, categories) -> {
            SortedMap<String, Revenue> sums = new TreeMap<>();
            categories.forEach((category, booking) -> sums.put(category, booking.total()));
            out.emit(
                KV.of(KV.of(storeId, day.currency), new DayRevenue(day.businessDay, sums)),
                store.closeOfBooks(day.businessDay) - 1);
          });
    }
  }
}
