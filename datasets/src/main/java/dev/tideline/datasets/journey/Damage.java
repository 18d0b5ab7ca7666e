package dev.tideline.datasets.journey;

import static dev.tideline.records.RejectReason.AMOUNT_OVERFLOW;
import static dev.tideline.records.RejectReason.BAD_AMOUNT;
import static dev.tideline.records.RejectReason.BAD_CARD;
import static dev.tideline.records.RejectReason.FOREIGN_CURRENCY;
import static dev.tideline.records.RejectReason.IMPLAUSIBLE_TIME;
import static dev.tideline.records.RejectReason.NEGATIVE_AMOUNT;
import static dev.tideline.records.RejectReason.NOT_JSON;
import static dev.tideline.records.RejectReason.NO_LINES;
import static dev.tideline.records.RejectReason.PLACED_AFTER_EVENT;
import static dev.tideline.records.RejectReason.TOO_LARGE;
import static dev.tideline.records.RejectReason.UNKNOWN_CURRENCY;
import static dev.tideline.records.RejectReason.UNKNOWN_STORE;
import static dev.tideline.records.RejectReason.UNKNOWN_TYPE;

import dev.tideline.datasets.freshmart.Chance;
import dev.tideline.datasets.freshmart.Draw;
import dev.tideline.money.Amount;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.payment.Payment;
import dev.tideline.records.RejectReason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Events that break a rule of the business, though they can be parsed: every format can hold them.
 */
final class Damage {

  /** What can be wrong with the value of a field of any event. */
  private static final Set<RejectReason> OF_VALUES =
      EnumSet.of(UNKNOWN_STORE, UNKNOWN_CURRENCY, FOREIGN_CURRENCY, IMPLAUSIBLE_TIME);

  private static final Set<RejectReason> OF_AMOUNTS = EnumSet.of(NEGATIVE_AMOUNT, AMOUNT_OVERFLOW);

  /** Such records are a thousand times as large as others, so they are rare. */
  private static final double TOO_LARGE_SHARE = 1.0 / 64;

  private static final String NO_STORE = "X0000";
  private static final String NO_CURRENCY = "XXX";

  private final List<String> currencies;

  /**
   * Damage that knows the currencies there are.
   *
   * @param currencies those of all stores, each once
   */
  Damage(List<String> currencies) {
    this.currencies = currencies;
  }

  /** One of the ways in which an order event can be broken. */
  RejectReason ofOrder(OrderEvent event, Chance chance) {
    EnumSet<RejectReason> ways = EnumSet.copyOf(BrokenText.OF_ANY);
    ways.addAll(OF_VALUES);
    ways.add(UNKNOWN_TYPE);
    ways.add(PLACED_AFTER_EVENT);
    if (event.type() != OrderType.FULFILLED) {
      ways.addAll(OF_AMOUNTS);
      ways.add(BAD_AMOUNT);
      ways.add(NO_LINES);
    }
    return one(ways, chance);
  }

  /** One of the ways in which a payment can be broken. */
  RejectReason ofPayment(Chance chance) {
    EnumSet<RejectReason> ways = EnumSet.copyOf(BrokenText.OF_ANY);
    ways.addAll(OF_VALUES);
    ways.addAll(OF_AMOUNTS);
    ways.add(BAD_AMOUNT);
    ways.add(BAD_CARD);
    return one(ways, chance);
  }

  private RejectReason one(Set<RejectReason> ways, Chance chance) {
    if (currencies.size() == 1) {
      ways.remove(FOREIGN_CURRENCY);
    }
    Chance damage = chance.of(Draw.DAMAGE);
    RejectReason way = List.copyOf(ways).get(damage.of(0).below(ways.size()));
    return way == TOO_LARGE && !damage.of(1).happens(TOO_LARGE_SHARE) ? NOT_JSON : way;
  }

  /** The event broken in this way; as it is, if that takes a broken text. */
  OrderEvent breakOrder(OrderEvent event, RejectReason way) {
    long eventTime = way == IMPLAUSIBLE_TIME ? 0 : event.eventTime();
    long placedAt = way == PLACED_AFTER_EVENT ? event.eventTime() + 3_600_000 : event.placedAt();
    return new OrderEvent(
        event.eventId(),
        event.orderId(),
        event.type(),
        store(event.storeId(), way),
        eventTime,
        placedAt,
        currency(event.currency(), way),
        lines(event.lines(), way),
        event.ingestTime(),
        event.copy(),
        event.location());
  }

  /** The payment broken in this way; as it is, if that takes a broken text. */
  Payment breakPayment(Payment payment, RejectReason way) {
    return new Payment(
        payment.paymentId(),
        payment.orderId(),
        payment.card(),
        store(payment.storeId(), way),
        payment.gateway(),
        amount(payment.amount(), way),
        currency(payment.currency(), way),
        way == IMPLAUSIBLE_TIME ? 0 : payment.eventTime(),
        payment.ingestTime(),
        payment.copy(),
        payment.location());
  }

  private static String store(String storeId, RejectReason way) {
    return way == UNKNOWN_STORE ? NO_STORE : storeId;
  }

  private String currency(String currency, RejectReason way) {
    return switch (way) {
      case UNKNOWN_CURRENCY -> NO_CURRENCY;
      case FOREIGN_CURRENCY ->
          currencies.get((currencies.indexOf(currency) + 1) % currencies.size());
      default -> currency;
    };
  }

  private static List<OrderLine> lines(List<OrderLine> lines, RejectReason way) {
    if (way == NO_LINES) {
      return List.of();
    }
    if (!OF_AMOUNTS.contains(way)) {
      return lines;
    }
    List<OrderLine> broken = new ArrayList<>(lines);
    OrderLine last = broken.remove(broken.size() - 1);
    long amount = amount(last.amount(), way);
    broken.add(new OrderLine(last.sku(), last.category(), last.quantity(), amount, last.cost()));
    return broken;
  }

  private static long amount(long amount, RejectReason way) {
    return switch (way) {
      case NEGATIVE_AMOUNT -> -amount;
      case AMOUNT_OVERFLOW -> Amount.LARGEST + amount;
      default -> amount;
    };
  }
}
