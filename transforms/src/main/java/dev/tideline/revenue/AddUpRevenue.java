package dev.tideline.revenue;

import dev.tideline.ledger.Counting;
import dev.tideline.order.OrderType;
import dev.tideline.order.OrderView;
import dev.tideline.store.BusinessDays;
import dev.tideline.store.Stores;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.values.KV;

/** Adds the order events of a bundle up, so that few sums reach the shuffle, and no events. */
final class AddUpRevenue implements Counting<OrderView, KV<RevenueKey, Revenue>> {

  private static final long serialVersionUID = 1;

  /** Past this many sums a bundle hands them over early, so that it stays small. */
  private static final int MOST_SUMS = 20_000;

  private final Stores stores;

  AddUpRevenue(Stores stores) {
    this.stores = stores;
  }

  @Override
  public Counter<OrderView, KV<RevenueKey, Revenue>> open() {
    return new Sums();
  }

  private final class Sums implements Counter<OrderView, KV<RevenueKey, Revenue>> {
    private final Map<RevenueKey, Booking> sums = new HashMap<>();

    @Override
    public void add(OrderView event, Output<KV<RevenueKey, Revenue>> out) {
      String storeId = event.storeId();
      int day = stores.daysOf(storeId).dayOf(event.eventTime());
      for (int line = 0; line < event.lineCount(); line++) {
        RevenueKey key = new RevenueKey(storeId, day, event.category(line));
        Booking booking = sums.get(key);
        if (booking == null) {
          booking = new Booking();
          sums.put(key, booking);
        }
        booking.add(event, line);
      }
      if (sums.size() > MOST_SUMS) {
        flush(out);
      }
    }

    @Override
    public void flush(Output<KV<RevenueKey, Revenue>> out) {
      sums.forEach((key, booking) -> out.emit(KV.of(key, booking.total()), lastMomentOf(key)));
      sums.clear();
    }

    private long lastMomentOf(RevenueKey key) {
      BusinessDays days = stores.daysOf(key.storeId());
      return days.endOf(key.businessDay()) - 1;
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
