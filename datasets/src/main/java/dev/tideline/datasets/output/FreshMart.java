package dev.tideline.datasets.output;

import dev.tideline.datasets.freshmart.Burst;
import dev.tideline.datasets.freshmart.Cards;
import dev.tideline.datasets.freshmart.Plan;
import dev.tideline.datasets.freshmart.Storefront;
import dev.tideline.datasets.journey.CardSwipe;
import dev.tideline.io.archive.ArchivePart;
import dev.tideline.order.OrderEvent;
import dev.tideline.store.StoreJson;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A retailer that does not exist: its stores, orders and payments, all by one plan. */
public final class FreshMart {

  private final Plan plan;
  private final Format format;
  private final Cards cards;
  private final Stores stores;
  private final List<Storefront> shops;
  private final List<Burst> bursts;

  /**
   * A retailer by a plan.
   *
   * @param cards at least as many as the plan has cards and bursts: each burst has its own
   */
  public FreshMart(Plan plan, Format format, Cards cards) {
    this.plan = plan;
    this.format = format;
    this.cards = cards;
    this.shops = Storefront.open(plan);
    this.stores = Stores.of(shops.stream().map(Storefront::store).toList());
    this.bursts =
        IntStream.range(0, plan.bursts())
            .mapToObj(number -> Burst.number(number, shops, plan))
            .toList();
  }

  /**
   * Writes the whole data set.
   *
   * @param folder an empty folder
   * @param threads how many partitions are written at a time; it changes nothing but the speed
   * @return what was planted, which is also in {@code truth.json}
   */
  public Truth write(Path folder, int threads, Progress progress)
      throws IOException, InterruptedException {
    Files.write(
        folder.resolve(DataSetFolder.STORES),
        shops.stream().map(shop -> StoreJson.write(shop.store())).toList());
    Truth truth = new Truth(stores);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Truth>> partitions = new ArrayList<>();
      for (int i = 0; i < plan.partitions(); i++) {
        int partition = i;
        partitions.add(pool.submit(() -> writePartition(folder, partition, progress)));
      }
      for (Future<Truth> partition : partitions) {
        truth.add(partition.get());
      }
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause().getMessage(), failed.getCause());
    } finally {
      pool.shutdownNow();
    }
    truth.write(plan, format, bursts, cards, folder.resolve(DataSetFolder.TRUTH));
    return truth;
  }

  private Truth writePartition(Path folder, int number, Progress progress) throws IOException {
    List<Storefront> own = shops.stream().filter(shop -> partitionOf(shop) == number).toList();
    List<Burst> planted =
        bursts.stream().filter(burst -> partitionOf(burst.shop()) == number).toList();
    ArchivePart part = new ArchivePart("FreshMart " + plan, number);
    PartitionWriter partition = new PartitionWriter(plan, cards, stores, own, planted);
    try (TopicFiles<OrderEvent, ?> orders =
            format.orders(folder.resolve(DataSetFolder.ORDERS), part);
        TopicFiles<CardSwipe, ?> payments =
            format.payments(folder.resolve(DataSetFolder.PAYMENTS), part)) {
      return partition.write(orders, payments, progress);
    }
  }

  private int partitionOf(Storefront shop) {
    return shop.index() % plan.partitions();
  }
}
