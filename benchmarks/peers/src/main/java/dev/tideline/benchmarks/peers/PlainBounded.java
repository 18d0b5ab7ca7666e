package dev.tideline.benchmarks.peers;

import dev.tideline.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** daily-revenue and ops-dashboard over an archive without any engine: threads over row groups. */
public final class PlainBounded {

  private record Cell(Store store, int day, String category) {}

  private PlainBounded() {}

  /** Answers a bounded question, see {@link Arguments}. */
  public static void main(String[] arguments) throws Exception {
    Arguments given = Arguments.of(arguments);
    Repetitions.of(given.number("repeats"), () -> answer(given));
  }

  private static void answer(Arguments given) throws Exception {
    Path input = given.path("input");
    List<Store> stores = StoreList.read(input.resolve("stores.jsonl"));
    List<OrderSums> sums =
        added(RowGroup.of(input), stores, given.isRevenue(), given.number("parallelism"));
    Rows.write(given.path("output"), given.isRevenue() ? revenue(sums) : dashboard(stores, sums));
  }

  /** The sums of each thread: whoever is free takes the next row group. */
  private static List<OrderSums> added(
      List<RowGroup> groups, List<Store> stores, boolean revenue, int threads) throws Exception {
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<OrderSums>> running = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      running.add(
          pool.submit(
              () -> {
                OrderSums sums = new OrderSums(stores);
                for (int i = next.getAndIncrement();
                    i < groups.size();
                    i = next.getAndIncrement()) {
                  if (revenue) {
                    sums.addRevenue(groups.get(i));
                  } else {
                    sums.addDashboard(groups.get(i));
                  }
                }
                return sums;
              }));
    }
    List<OrderSums> sums = new ArrayList<>();
    for (Future<OrderSums> each : running) {
      sums.add(each.get());
    }
    pool.shutdown();
    return sums;
  }

  private static List<String> revenue(List<OrderSums> threads) {
    Map<Cell, RevenueSums> all = new HashMap<>();
    for (OrderSums thread : threads) {
      thread.eachRevenue(
          (store, day, category, sums) ->
              all.merge(new Cell(store, day, category), sums, RevenueSums::plus));
    }
    List<String> rows = new ArrayList<>();
    all.forEach(
        (cell, sums) ->
            rows.add(
                Rows.revenue(
                    cell.day, cell.store.storeId(), cell.category, cell.store.currency(), sums)));
    return rows;
  }

  private static List<String> dashboard(List<Store> stores, List<OrderSums> threads) {
    Map<Long, Slice> all = new HashMap<>();
    for (OrderSums thread : threads) {
      thread
          .slices()
          .forEach((key, slice) -> all.computeIfAbsent(key, unused -> new Slice()).add(slice));
    }
    Set<Long> ends = new HashSet<>();
    for (long key : all.keySet()) {
      for (int later = 1; later <= Slice.PER_WINDOW; later++) {
        ends.add(key + later);
      }
    }
    List<String> rows = new ArrayList<>();
    for (long end : ends) {
      Slice[] window = new Slice[Slice.PER_WINDOW];
      for (int i = 0; i < window.length; i++) {
        window[i] = all.get(end - window.length + i);
      }
      Store store = stores.get(OrderSums.storeOf(end));
      rows.add(Rows.dashboard(store.storeId(), OrderSums.beginOf(end), store.currency(), window));
    }
    return rows;
  }
}
