package dev.tideline.datasets.output;

import dev.tideline.datasets.bank.Acquirer;
import dev.tideline.datasets.freshmart.Burst;
import dev.tideline.datasets.freshmart.Cards;
import dev.tideline.datasets.freshmart.OrderLife;
import dev.tideline.datasets.freshmart.OrderStream;
import dev.tideline.datasets.freshmart.PlacedOrder;
import dev.tideline.datasets.freshmart.Plan;
import dev.tideline.datasets.freshmart.Storefront;
import dev.tideline.datasets.journey.CardSwipe;
import dev.tideline.datasets.journey.IngestQueue;
import dev.tideline.datasets.journey.SentEvent;
import dev.tideline.datasets.journey.Till;
import dev.tideline.order.OrderEvent;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Some of the stores, from their first order to their last record: lets time go by slice by slice,
 * tells the life of each order that is placed in a slice, and writes what is ingested in it. So
 * only what is under way is held in memory, however long the data set.
 */
final class PartitionWriter {

  private final IngestQueue<OrderEvent> orders = new IngestQueue<>();
  private final IngestQueue<CardSwipe> payments = new IngestQueue<>();
  private final List<OrderStream> streams = new ArrayList<>();
  private final Till till;
  private final Optional<Acquirer> bank;
  private final Truth truth;

  PartitionWriter(
      Plan plan,
      Cards cards,
      Stores stores,
      List<Storefront> shops,
      List<Burst> bursts,
      Optional<Acquirer> bank) {
    List<String> currencies = stores.currencies().stream().sorted().toList();
    this.till = new Till(plan.disorder(), currencies, cards, orders, payments);
    this.bank = bank;
    this.truth = new Truth(stores);
    shops.forEach(shop -> streams.add(new OrderStream(shop::next)));
    for (Burst burst : bursts) {
      Iterator<PlacedOrder> planted = burst.orders().iterator();
      streams.add(new OrderStream(() -> planted.hasNext() ? planted.next() : null));
    }
  }

  /**
   * Writes all records, in order of ingest.
   *
   * @return what they were
   * @throws InterruptedIOException if the thread is interrupted: another partition has failed
   */
  Truth write(
      TopicFiles<OrderEvent, ?> orderTopic,
      TopicFiles<CardSwipe, ?> paymentTopic,
      Progress progress)
      throws IOException {
    long slice = Math.floorDiv(nextAt(), IngestQueue.SLICE);
    while (nextAt() < Long.MAX_VALUE || !orders.isEmpty() || !payments.isEmpty()) {
      if (Thread.interrupted()) {
        throw new InterruptedIOException("interrupted");
      }
      for (OrderStream stream : streams) {
        for (PlacedOrder order : stream.takeUntil((slice + 1) * IngestQueue.SLICE)) {
          tell(order);
        }
      }
      List<SentEvent<OrderEvent>> orderEvents = orders.take(slice);
      for (SentEvent<OrderEvent> sent : orderEvents) {
        truth.countOrder(sent, orderTopic.write(sent));
      }
      List<SentEvent<CardSwipe>> cardPayments = payments.take(slice);
      for (SentEvent<CardSwipe> sent : cardPayments) {
        truth.countPayment(sent, paymentTopic.write(sent));
      }
      progress.add(orderEvents.size() + cardPayments.size());
      slice++;
    }
    orderTopic.complete();
    paymentTopic.complete();
    if (bank.isPresent()) {
      bank.get().complete();
    }
    return truth;
  }

  private void tell(PlacedOrder order) throws IOException {
    if (bank.isEmpty()) {
      OrderLife.tell(order, till);
    } else {
      OrderLife.tell(order, bank.get().witness(order, till));
      bank.get().settle(order);
    }
  }

  private long nextAt() {
    long first = Long.MAX_VALUE;
    for (OrderStream stream : streams) {
      first = Math.min(first, stream.nextAt());
    }
    return first;
  }
}
