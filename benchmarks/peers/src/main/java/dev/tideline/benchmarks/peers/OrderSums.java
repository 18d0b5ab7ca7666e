package dev.tideline.benchmarks.peers;

import dev.tideline.event.EventRules;
import dev.tideline.store.BusinessDays;
import dev.tideline.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;

/**
 * Adds up the order events of row groups, each by its fate, in plain loops over arrays. Of one
 * thread.
 */
public final class OrderSums {

  /** The most that an event may be ingested after it happened, to be in a window, ms. */
  public static final long LATENESS = 600_000;

  private static final List<String> TYPES = List.of("PLACED", "CANCELLED", "REFUNDED", "FULFILLED");
  private static final int PLACED = 0;
  private static final int CANCELLED = 1;
  private static final int REFUNDED = 2;
  private static final int FULFILLED = 3;

  private static final int MOST_CATEGORIES = 1 << 16;
  private static final int SLICE_BITS = 40;

  // The place of each sum among those of a category.
  private static final int LINES = 0;
  private static final int ORDERS = 1;
  private static final int UNITS = 2;
  private static final int REVENUE = 3;
  private static final int REFUNDS = 4;
  private static final int COST = 5;
  private static final int EVENTS = 6;
  private static final int ANY = 7; // lines of any type
  private static final int WIDTH = 8;

  private final List<Store> stores;
  private final BusinessDays[] days;
  private final int[] currencyOfStore;
  private final Map<String, Integer> storeNumbers = new HashMap<>();
  private final Map<String, Integer> currencyNumbers = new HashMap<>();
  private final Map<String, Integer> categoryNumbers = new HashMap<>();
  private final List<String> categories = new ArrayList<>();
  private final boolean[] brokenCategory = new boolean[MOST_CATEGORIES];
  private final OrderColumns.Numbers numbers;

  private final Map<Long, long[]> sums = new HashMap<>();
  private final long[][] latestSums;
  private final int[] latestDay;
  private final Map<Long, Slice> slices = new HashMap<>();

  /** Is told of each row of daily-revenue. */
  @FunctionalInterface
  public interface RevenueSink {

    /**
     * Takes a row.
     *
     * @param day as in {@link java.time.LocalDate#toEpochDay}
     */
    void take(Store store, int day, String category, RevenueSums sums);
  }

  /** Adds up events of these stores. */
  public OrderSums(List<Store> stores) {
    this.stores = stores;
    days = new BusinessDays[stores.size()];
    currencyOfStore = new int[stores.size()];
    latestSums = new long[stores.size()][];
    latestDay = new int[stores.size()];
    for (int number = 0; number < stores.size(); number++) {
      Store store = stores.get(number);
      storeNumbers.put(store.storeId(), number);
      days[number] = BusinessDays.in(store.timeZone());
      currencyOfStore[number] =
          currencyNumbers.computeIfAbsent(store.currency(), unused -> currencyNumbers.size());
    }
    numbers =
        new OrderColumns.Numbers(
            text -> TYPES.indexOf(text.toStringUsingUTF8()),
            text -> storeNumbers.getOrDefault(text.toStringUsingUTF8(), -1),
            text -> currencyNumbers.getOrDefault(text.toStringUsingUTF8(), -1),
            this::category);
  }

  private int category(Binary text) {
    String name = text.toStringUsingUTF8();
    return categoryNumbers.computeIfAbsent(
        name,
        unused -> {
          brokenCategory[categories.size()] =
              name.isEmpty() || name.length() > EventRules.LONGEST_KEY;
          categories.add(name);
          return categories.size() - 1;
        });
  }

  private boolean broken(OrderColumns events, int row) {
    int store = events.store[row];
    if (events.type[row] < 0 || store < 0 || events.currency[row] != currencyOfStore[store]) {
      return true;
    }
    long happened = events.eventTime[row];
    long ingested = events.ingestTime[row];
    long placed = events.placedAt[row];
    if (!EventRules.plausible(happened)
        || !EventRules.plausible(ingested)
        || !EventRules.plausible(placed)
        || happened > ingested + EventRules.CLOCK_AHEAD
        || placed > happened) {
      return true;
    }
    int from = events.firstLine[row];
    int to = events.firstLine[row + 1];
    if (from == to && events.type[row] != FULFILLED) {
      return true;
    }
    for (int line = from; line < to; line++) {
      if (brokenCategory[events.category[line]]
          || events.quantity[line] < 0
          || !EventRules.lawful(events.amount[line])
          || !EventRules.lawful(events.cost[line])) {
        return true;
      }
    }
    return false;
  }

  /** Adds a row group to daily-revenue. */
  public void addRevenue(RowGroup group) throws IOException {
    try (OrderColumns events = new OrderColumns(group, numbers)) {
      for (int count = events.next(); count > 0; count = events.next()) {
        for (int row = 0; row < count; row++) {
          addRevenue(events, row);
        }
      }
    }
  }

  private void addRevenue(OrderColumns events, int row) {
    int type = events.type[row];
    if (type == FULFILLED || events.copy[row] > 0 || broken(events, row)) {
      return;
    }
    int store = events.store[row];
    int day = days[store].dayOf(events.eventTime[row]);
    if (events.ingestTime[row] > days[store].closeOfBooks(day)) {
      return;
    }
    long[] of = sumsOf(store, day);
    int from = events.firstLine[row];
    for (int line = from; line < events.firstLine[row + 1]; line++) {
      int at = events.category[line] * WIDTH;
      of[at + ANY]++;
      if (line == from) {
        of[at + EVENTS]++;
      }
      if (type == REFUNDED) {
        of[at + REFUNDS] = Math.addExact(of[at + REFUNDS], events.amount[line]);
        continue;
      }
      int sign = 1;
      if (type == CANCELLED) {
        sign = -1;
      } else {
        of[at + LINES]++;
        of[at + ORDERS] += firstOfCategory(events, from, line) ? 1 : 0;
      }
      of[at + UNITS] += (long) sign * events.quantity[line];
      of[at + REVENUE] = Math.addExact(of[at + REVENUE], sign * events.amount[line]);
      of[at + COST] = Math.addExact(of[at + COST], sign * events.cost[line]);
    }
  }

  private static boolean firstOfCategory(OrderColumns events, int from, int line) {
    for (int earlier = from; earlier < line; earlier++) {
      if (events.category[earlier] == events.category[line]) {
        return false;
      }
    }
    return true;
  }

  /** The sums of a store's day, with room for all categories that are known. */
  private long[] sumsOf(int store, int day) {
    int size = categories.size() * WIDTH;
    long[] found = latestSums[store];
    if (found != null && latestDay[store] == day && found.length >= size) {
      return found;
    }
    found =
        sums.compute(
            (long) store << Integer.SIZE | day,
            (unused, known) ->
                known == null
                    ? new long[size]
                    : known.length < size ? Arrays.copyOf(known, 2 * size) : known);
    latestSums[store] = found;
    latestDay[store] = day;
    return found;
  }

  /** Tells of all rows of daily-revenue. */
  public void eachRevenue(RevenueSink sink) {
    sums.forEach(
        (key, of) -> {
          for (int at = 0; at < of.length; at += WIDTH) {
            if (of[at + ANY] > 0) {
              sink.take(
                  stores.get((int) (key >> Integer.SIZE)),
                  key.intValue(),
                  categories.get(at / WIDTH),
                  new RevenueSums(
                      of[at + ORDERS],
                      of[at + LINES],
                      of[at + UNITS],
                      of[at + REVENUE],
                      of[at + REFUNDS],
                      of[at + COST],
                      of[at + EVENTS]));
            }
          }
        });
  }

  /** Adds a row group to ops-dashboard. */
  public void addDashboard(RowGroup group) throws IOException {
    try (OrderColumns events = new OrderColumns(group, numbers)) {
      for (int count = events.next(); count > 0; count = events.next()) {
        for (int row = 0; row < count; row++) {
          addDashboard(events, row);
        }
      }
    }
  }

  private void addDashboard(OrderColumns events, int row) {
    int type = events.type[row];
    long time = events.eventTime[row];
    if (type == REFUNDED
        || events.copy[row] > 0
        || events.ingestTime[row] > time + LATENESS
        || broken(events, row)) {
      return;
    }
    Slice slice =
        slices.computeIfAbsent(
            sliceKey(events.store[row], time / Slice.MILLIS), unused -> new Slice());
    if (type == PLACED) {
      slice.orders++;
      for (int line = events.firstLine[row]; line < events.firstLine[row + 1]; line++) {
        slice.revenue = Math.addExact(slice.revenue, events.amount[line]);
      }
    } else if (type == CANCELLED) {
      slice.cancellations++;
    } else {
      slice.addServiceTime(time - events.placedAt[row]);
    }
  }

  /** The slices of ops-dashboard, by {@link #sliceKey}. */
  public Map<Long, Slice> slices() {
    return slices;
  }

  /**
   * The key of a slice.
   *
   * @param store its place among the stores
   * @param number how many slices there are from the epoch to it
   */
  public static long sliceKey(int store, long number) {
    return (long) store << SLICE_BITS | number;
  }

  /** The place among the stores of a slice's key. */
  public static int storeOf(long sliceKey) {
    return (int) (sliceKey >> SLICE_BITS);
  }

  /** When the slice of a key begins, ms since the epoch. */
  public static long beginOf(long sliceKey) {
    return (sliceKey & ((1L << SLICE_BITS) - 1)) * Slice.MILLIS;
  }
}
