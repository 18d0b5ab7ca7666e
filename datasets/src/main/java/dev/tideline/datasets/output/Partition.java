package dev.tideline.datasets.output;

import dev.tideline.datasets.freshmart.Burst;
import dev.tideline.datasets.freshmart.Cards;
import dev.tideline.datasets.freshmart.Order;
import dev.tideline.datasets.freshmart.OrderStream;
import dev.tideline.datasets.freshmart.Plan;
import dev.tideline.datasets.freshmart.Shop;
import dev.tideline.datasets.journey.CardSwipe;
import dev.tideline.datasets.journey.IngestQueue;
import dev.tideline.datasets.journey.Sent;
import dev.tideline.datasets.journey.Till;
import dev.tideline.order.OrderEvent;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Some of the stores, from their first order to their last record: lets time go by slice by slice,
 * tells the life of each order that is placed in a slice, and writes what is ingested in it. So
 * only what is under way is held in memory, however long the data set.
 */
final class Partition {

  private final IngestQueue<OrderEvent> orders = new IngestQueue<>();
  private final IngestQueue<CardSwipe> payments = new IngestQueue<>();
  private final List<OrderStream> streams = new ArrayList<>();
  private final Till till;
  private final Truth truth;

  Partition(Plan plan, Cards cards, Stores stores, List<Shop> shops, List<Burst> bursts) {
    List<String> currencies = stores.currencies().stream().sorted().toList();
    this.till = new Till(plan.disorder(), currencies, cards, orders, payments);
    this.truth = new Truth(stores);
    shops.forEach(shop -> streams.add(new OrderStream(shop::next)));
    for (Burst burst : bursts) {
      Iterator<Order> planted = burst.orders().iterator();
      streams.add(new OrderStream(() -> planted.hasNext() ? planted.next() : null));
    }
  }

  /**
   * Writes all records, in order of ingest.
   *
   * @return what they were
   * @throws InterruptedIOException if the thread is interrupted: another partition has failed
   */
  Truth write(Topic<OrderEvent, ?> orderTopic, Topic<CardSwipe, ?> paymentTopic, Progress progress)
      throws IOException {
    long slice = Math.floorDiv(nextAt(), IngestQueue.SLICE);
    while (nextAt() < Long.MAX_VALUE || !orders.isEmpty() || !payments.isEmpty()) {
      if (Thread.interrupted()) {
        throw new InterruptedIOException("interrupted");
      }
      for (OrderStream stream : streams) {
        stream.tellUntil((slice + 1) * IngestQueue.SLICE, till);
      }
      List<Sent<OrderEvent>> orderEvents = orders.take(slice);
      for (Sent<OrderEvent> sent : orderEvents) {
        truth.countOrder(sent, orderTopic.write(sent));
      }
      List<Sent<CardSwipe>> cardPayments = payments.take(slice);
      for (Sent<CardSwipe> sent : cardPayments) {
        truth.countPayment(sent, paymentTopic.write(sent));
      }
      progress.add(orderEvents.size() + cardPayments.size());
      slice++;
    }
    orderTopic.complete();
    paymentTopic.complete();
    return truth;
  }

  private long nextAt() {
    long first = Long.MAX_VALUE;
    for (OrderStream stream : streams) {
      first = Math.min(first, stream.nextAt());
    }
    return first;
  }
}
