package dev.tideline.revenue;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.order.OrderType;
import dev.tideline.order.OrderView;
import dev.tideline.store.Stores;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.values.KV;

/** Adds the order events of a bundle up, so that few sums reach the shuffle, and no events. */
final class AggregateRevenue implements BundleAggregation<OrderView, KV<String, DayRevenue>> {

  private static final long serialVersionUID = 1;

  /** Past this many sums a bundle hands them over early, so that it stays small. */
  private static final int MOST_SUMS = 20_000;

  private final Stores stores;

  AggregateRevenue(Stores stores) {
    this.stores = stores;
  }

  @Override
  public Aggregator<OrderView, KV<String, DayRevenue>> open() {
    return new Sums();
  }

  private final class Sums implements Aggregator<OrderView, KV<String, DayRevenue>> {
    private final Map<StoreDay, Map<String, Booking>> days = new HashMap<>();
    private int size;

    @Override
    public void add(OrderView event, Output<KV<String, DayRevenue>> out) {
      String storeId = event.storeId();
      int businessDay = stores.daysOf(storeId).dayOf(event.eventTime());
      Map<String, Booking> categories =
          days.computeIfAbsent(new StoreDay(storeId, businessDay), day -> new HashMap<>());
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
    public void flush(Output<KV<String, DayRevenue>> out) {
      days.forEach(
          (day, categories) -> {
            SortedMap<String, Revenue> sums = new TreeMap<>();
            categories.forEach((category, booking) -> sums.put(category, booking.total()));
            long lastMoment = stores.daysOf(day.storeId()).endOf(day.businessDay()) - 1;
            out.emit(KV.of(day.storeId(), new DayRevenue(sums)), lastMoment);
          });
      days.clear();
      size = 0;
    }
  }

  /** The running sums of one key; the one mutable twin of {@link Revenue}. */
  private static final class Booking {
    private long events;
    private long lines;
    private long orders;
    private long units;
    private long revenue;
    private long refunds;
    private long cost;

    void add(OrderView event, int line) {
      OrderType type = event.type();
      if (line == 0) {
        events++;
      }
      if (type == OrderType.REFUNDED) {
        refunds = Math.addExact(refunds, event.amount(line));
        return;
      }
      int sign = type == OrderType.CANCELLED ? -1 : 1;
      if (type == OrderType.PLACED) {
        lines++;
        orders += firstOfItsCategory(event, line) ? 1 : 0;
      }
      units = Math.addExact(units, (long) sign * event.quantity(line));
      revenue = Math.addExact(revenue, sign * event.amount(line));
      cost = Math.addExact(cost, sign * event.cost(line));
    }

    Revenue total() {
      return new Revenue(events, lines, orders, units, revenue, refunds, cost);
    }

    private static boolean firstOfItsCategory(OrderView event, int line) {
      String category = event.category(line);
      for (int before = 0; before < line; before++) {
        if (event.category(before).equals(category)) {
          return false;
        }
      }
      return true;
    }
  }
}
