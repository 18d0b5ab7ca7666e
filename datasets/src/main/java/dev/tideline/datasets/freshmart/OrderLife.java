package dev.tideline.datasets.freshmart;

import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import java.util.List;

/** What becomes of an order: who is told of each step, and when it really happened. */
public final class OrderLife {

  private static final double CANCELLED = 0.02;
  private static final double CANCELLED_IN_PART = 0.04;
  private static final double REFUNDED = 0.06;

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  /** The quickest anyone is served, and the mean of what comes on top. */
  private static final long LEAST_SERVICE = 2 * MINUTE;

  private static final double MEAN_SERVICE = 6.0 * MINUTE;
  private static final long MOST_SERVICE = 90 * MINUTE;

  private static final Span UNTIL_PAID = Span.of(SECOND, 20 * SECOND);
  private static final Span UNTIL_CANCELLED = Span.of(30 * SECOND, 20 * MINUTE);
  private static final Span UNTIL_CANCELLED_IN_PART = Span.of(30 * SECOND, LEAST_SERVICE);
  private static final Span UNTIL_REFUNDED = Span.of(10 * MINUTE, 6 * HOUR);

  /** Is told what happens to an order. */
  public interface Witness {
    /** A step; a cancellation or refund carries the lines it reverses. */
    void step(PlacedOrder order, OrderType type, List<OrderLine> lines, long time);

    /** The payment. */
    void payment(PlacedOrder order, long amount, long time);
  }

  private OrderLife() {}

  /** Tells all of an order's life. */
  public static void tell(PlacedOrder order, Witness witness) {
    Chance chance = order.chance();
    long placedAt = order.placedAt();
    witness.step(order, OrderType.PLACED, order.lines(), placedAt);
    witness.payment(order, amount(order.lines()), paidAt(order));
    double fate = chance.of(Draw.FATE).unit();
    if (fate < CANCELLED) {
      long time = placedAt + UNTIL_CANCELLED.at(chance.of(Draw.DURATION));
      witness.step(order, OrderType.CANCELLED, order.lines(), time);
      return;
    }
    int size = order.lines().size();
    if (fate < CANCELLED_IN_PART && size > 1) {
      List<OrderLine> some = first(1 + chance.of(Draw.REVERSED).below(size - 1), order.lines());
      long time = placedAt + UNTIL_CANCELLED_IN_PART.at(chance.of(Draw.DURATION));
      witness.step(order, OrderType.CANCELLED, some, time);
    }
    long handedOver = placedAt + serviceTime(chance);
    witness.step(order, OrderType.FULFILLED, List.of(), handedOver);
    if (fate >= CANCELLED_IN_PART && fate < REFUNDED) {
      List<OrderLine> some = first(1 + chance.of(Draw.REVERSED).below(size), order.lines());
      long time = handedOver + UNTIL_REFUNDED.at(chance.of(Draw.DURATION));
      witness.step(order, OrderType.REFUNDED, some, time);
    }
  }

  /** Whether an order is neither cancelled nor refunded, not even in part. */
  public static boolean plain(Chance order) {
    return order.of(Draw.FATE).unit() >= REFUNDED;
  }

  /** A thief's script pays at once: then a burst is as short as it was planned. */
  public static long paidAt(PlacedOrder order) {
    return order.planted()
        ? order.placedAt() + SECOND
        : order.placedAt() + UNTIL_PAID.at(order.chance().of(Draw.PAYING));
  }

  /** Queues make it so: mostly quick, sometimes long. */
  private static long serviceTime(Chance chance) {
    double queue = -StrictMath.log(1 - chance.of(Draw.DURATION).of(1).unit()) * MEAN_SERVICE;
    return Math.min(MOST_SERVICE, LEAST_SERVICE + (long) queue);
  }

  private static List<OrderLine> first(int count, List<OrderLine> lines) {
    return List.copyOf(lines.subList(0, count));
  }

  /** What lines come to, in 1/10 000 of their currency. */
  public static long amount(List<OrderLine> lines) {
    long amount = 0;
    for (OrderLine line : lines) {
      amount = Math.addExact(amount, line.amount());
    }
    return amount;
  }
}
