package dev.tideline.datasets.journey;

import dev.tideline.datasets.freshmart.Cards;
import dev.tideline.datasets.freshmart.Chance;
import dev.tideline.datasets.freshmart.Disorder;
import dev.tideline.datasets.freshmart.Draw;
import dev.tideline.datasets.freshmart.OrderLife;
import dev.tideline.datasets.freshmart.PlacedOrder;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.payment.Payment;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.RejectReason;
import java.util.List;

/** Sees what happens and sends it to the cluster as events, through all that can go wrong. */
public final class Till implements OrderLife.Witness {

  private static final String[] GATEWAYS = {"adyen", "checkout", "stripe", "worldpay"};
  private static final RecordLocation NOWHERE_YET = RecordLocation.inFile("", 0);

  private final Journey journey;
  private final Damage damage;
  private final Cards cards;
  private final IngestQueue<OrderEvent> orders;
  private final IngestQueue<CardSwipe> payments;

  /**
   * The tills of some stores.
   *
   * @param disorder how much goes wrong
   * @param currencies those of all stores, each once, in a fixed order
   * @param cards all cards that can be paid with
   * @param orders takes the order events
   * @param payments takes the payments
   */
  public Till(
      Disorder disorder,
      List<String> currencies,
      Cards cards,
      IngestQueue<OrderEvent> orders,
      IngestQueue<CardSwipe> payments) {
    this.journey = new Journey(disorder);
    this.damage = new Damage(currencies);
    this.cards = cards;
    this.orders = orders;
    this.payments = payments;
  }

  @Override
  public void step(PlacedOrder order, OrderType type, List<OrderLine> lines, long time) {
    char letter = type.name().charAt(0);
    Chance chance = order.chance().of(letter);
    long error = journey.clockError(order);
    Late late = journey.late(order, chance, time);
    long ingest = journey.arrival(order, chance, time, late);
    OrderEvent event =
        new OrderEvent(
            order.orderId() + letter,
            order.orderId(),
            type,
            order.shop().store().storeId(),
            time + error,
            order.placedAt() + error,
            order.shop().store().currency(),
            lines,
            ingest,
            0,
            NOWHERE_YET);
    if (breaks(order, chance, error)) {
      RejectReason way = damage.ofOrder(event, chance);
      orders.add(new SentEvent<>(damage.breakOrder(event, way), late, way));
      return;
    }
    SentEvent<OrderEvent> first = new SentEvent<>(event, late, null);
    orders.add(first);
    int repeats = repeats(first, chance);
    for (int copy = 1; copy <= repeats; copy++) {
      ingest += journey.untilRepeat(chance, copy);
      orders.add(new SentEvent<>(repeat(event, ingest, copy), late, null));
    }
  }

  @Override
  public void payment(PlacedOrder order, long amount, long time) {
    Chance chance = order.chance().of('M');
    Late late = journey.late(order, chance, time);
    long error = journey.clockError(order);
    long ingest = journey.arrival(order, chance, time, late);
    Payment payment =
        new Payment(
            paymentId(order),
            order.orderId(),
            cards.token(order.card()),
            order.shop().store().storeId(),
            GATEWAYS[order.chance().of(Draw.GATEWAY).below(GATEWAYS.length)],
            amount,
            order.shop().store().currency(),
            time + error,
            ingest,
            0,
            NOWHERE_YET);
    if (breaks(order, chance, error)) {
      RejectReason way = damage.ofPayment(chance);
      Payment broken = damage.breakPayment(payment, way);
      payments.add(new SentEvent<>(new CardSwipe(broken, order.card()), late, way));
      return;
    }
    SentEvent<CardSwipe> first = new SentEvent<>(new CardSwipe(payment, order.card()), late, null);
    payments.add(first);
    int repeats = repeats(first, chance);
    for (int copy = 1; copy <= repeats; copy++) {
      ingest += journey.untilRepeat(chance, copy);
      Payment again = repeat(payment, ingest, copy);
      payments.add(new SentEvent<>(new CardSwipe(again, order.card()), late, null));
    }
  }

  /** The id of an order's payment. */
  public static String paymentId(PlacedOrder order) {
    return order.orderId() + 'M';
  }

  /**
   * A record with a wrong clock is not broken as well: it has one reason to be rejected at most.
   */
  private boolean breaks(PlacedOrder order, Chance chance, long clockError) {
    return !order.planted() && clockError == 0 && journey.breaks(chance);
  }

  /** What is rejected is not sent again: its second copy might come late enough to be accepted. */
  private int repeats(SentEvent<?> first, Chance chance) {
    return first.fromTheFuture() ? 0 : journey.repeats(chance);
  }

  private static OrderEvent repeat(OrderEvent event, long ingest, int copy) {
    return new OrderEvent(
        event.eventId(),
        event.orderId(),
        event.type(),
        event.storeId(),
        event.eventTime(),
        event.placedAt(),
        event.currency(),
        event.lines(),
        ingest,
        copy,
        event.location());
  }

  private static Payment repeat(Payment payment, long ingest, int copy) {
    return new Payment(
        payment.paymentId(),
        payment.orderId(),
        payment.card(),
        payment.storeId(),
        payment.gateway(),
        payment.amount(),
        payment.currency(),
        payment.eventTime(),
        ingest,
        copy,
        payment.location());
  }
}
