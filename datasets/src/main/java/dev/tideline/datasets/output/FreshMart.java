package dev.tideline.datasets.output;

import dev.tideline.datasets.bank.Acquirer;
import dev.tideline.datasets.bank.Bank;
import dev.tideline.datasets.bank.BankPlan;
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
import java.util.Optional;
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
  private final Optional<BankPlan> bankPlan;
  private final Stores stores;
  private final List<Storefront> shops;
  private final List<Burst> bursts;

  /** A retailer by a plan, whose bank is not written. */
  public FreshMart(Plan plan, Format format, Cards cards) {
    this(plan, format, cards, Optional.empty());
  }

  /**
   * A retailer by a plan.
   *
   * @param cards at least as many as the plan has cards and bursts: each burst has its own
   * @param bankPlan what its bank does, if that is to be written too
   */
  public FreshMart(Plan plan, Format format, Cards cards, Optional<BankPlan> bankPlan) {
    this.plan = plan;
    this.format = format;
    this.cards = cards;
    this.bankPlan = bankPlan;
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
    Optional<Bank> bank =
        bankPlan.map(by -> new Bank(plan, by, shops, folder.resolve(DataSetFolder.BANK)));
    List<Acquirer> acquirers = new ArrayList<>();
    Truth truth = new Truth(stores);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Truth>> partitions = new ArrayList<>();
      for (int i = 0; i < plan.partitions(); i++) {
        int partition = i;
        Optional<Acquirer> acquirer = bank.map(all -> all.acquirer(partition));
        acquirer.ifPresent(acquirers::add);
        partitions.add(pool.submit(() -> writePartition(folder, partition, acquirer, progress)));
      }
      for (Future<Truth> partition : partitions) {
        truth.add(partition.get());
      }
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause().getMessage(), failed.getCause());
    } finally {
      pool.shutdownNow();
    }
    if (bank.isPresent()) {
      truth.settled(bank.get().close(acquirers));
    }
    truth.write(plan, format, bursts, cards, folder.resolve(DataSetFolder.TRUTH));
    return truth;
  }

  private Truth writePartition(
      Path folder, int number, Optional<Acquirer> acquirer, Progress progress) throws IOException {
    List<Storefront> own = shops.stream().filter(shop -> partitionOf(shop) == number).toList();
    List<Burst> planted =
        bursts.stream().filter(burst -> partitionOf(burst.shop()) == number).toList();
    String archive = "FreshMart " + plan + bankPlan.map(by -> " " + by).orElse("");
    ArchivePart part = new ArchivePart(archive, number);
    PartitionWriter partition = new PartitionWriter(plan, cards, stores, own, planted, acquirer);
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
