package dev.tideline.datasets.bank;

import dev.tideline.datasets.freshmart.Draw;
import dev.tideline.datasets.freshmart.OrderLife;
import dev.tideline.datasets.freshmart.PlacedOrder;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** The bank of some stores: settles their payments, one after the other. Used by one thread. */
public final class Acquirer {

  private final Course course;
  private final Rates rates;
  private final PlantedBreaks breaks;
  private final Deliveries deliveries;
  private final BankBooks books = new BankBooks();

  Acquirer(Course course, Rates rates, PlantedBreaks breaks, Deliveries deliveries) {
    this.course = course;
    this.rates = rates;
    this.breaks = breaks;
    this.deliveries = deliveries;
  }

  /** Whom the life of an order is told: the tills, unless it was planted that they lose it. */
  public OrderLife.Witness witness(PlacedOrder order, OrderLife.Witness tills) {
    BreakKind broken = breaks.of(order.orderId());
    return broken == BreakKind.NO_ORDER || broken == BreakKind.NO_PAYMENT
        ? new Forgetful(tills, broken)
        : tills;
  }

  /** Settles the payment of an order. */
  public void settle(PlacedOrder order) throws IOException {
    PayoutAccount account = PayoutAccount.of(order.shop());
    Dealing dealing = Dealing.about(order, account, rates);
    BreakKind broken = breaks.of(order.orderId());
    if (broken != null) {
      settleBroken(order, dealing, account, broken);
      return;
    }
    for (StatementLine line : course.linesOf(dealing, order.chance().of(Draw.BANK))) {
      write(line, account);
    }
  }

  /** Writes what is still held. */
  public void complete() throws IOException {
    deliveries.complete();
  }

  BankBooks books() {
    return books;
  }

  private void settleBroken(
      PlacedOrder order, Dealing dealing, PayoutAccount account, BreakKind broken)
      throws IOException {
    LocalDate day = Weekdays.after(dealing.paidOn(), 1);
    StatementLine capture = dealing.capture(1, dealing.paid(), day);
    switch (broken) {
      case NEVER_SETTLED -> books.plant(broken, dealing.paymentId());
      case NO_PAYMENT -> books.plant(broken, order.orderId());
      case OTHER_AMOUNT -> {
        long quarter = Math.max(dealing.paid() / 4, 1);
        long other =
            dealing.paid() + (order.chance().of(Draw.BREAK).happens(0.5) ? quarter : -quarter);
        books.plant(broken, dealing.paymentId());
        write(dealing.capture(1, toCoins(other, dealing.currency()), day), account);
      }
      case SETTLED_TWICE -> {
        books.plant(broken, dealing.paymentId());
        write(capture, account);
        write(dealing.capture(2, dealing.paid(), Weekdays.after(day, 1)), account);
      }
      case NO_RATE -> {
        books.plant(broken, dealing.paymentId());
        PayoutAccount abroad = account.abroadOf(dealing.currency());
        write(
            Dealing.about(order, abroad, rates).capture(1, dealing.paid(), day).withoutRate(),
            abroad);
      }
      case UNKNOWN_PAYMENT -> {
        StatementLine stray = capture.ofPayment(order.orderId() + 'X');
        books.plant(broken, stray.lineId());
        write(capture, account);
        write(stray, account);
      }
      case NO_ORDER -> {
        books.plant(broken, dealing.paymentId());
        write(capture, account);
      }
      case CORRECTED_LINE -> {
        books.plant(broken, capture.lineId());
        books.add(capture, account);
        deliveries.add(capture.withAmount(capture.amount() * 2));
        deliveries.addCorrected(capture);
      }
      case PAYOUT_DIFFERS, REPEATED_FILE ->
          throw new IllegalStateException(broken + " is not of an order");
    }
  }

  private static long toCoins(long amount, String currency) {
    long coin = Coins.one(currency);
    return amount / coin * coin;
  }

  private void write(StatementLine line, PayoutAccount account) throws IOException {
    books.add(line, account);
    deliveries.add(line);
  }

  /** Tells the tills of the payment only, or of all else. */
  private record Forgetful(OrderLife.Witness tills, BreakKind broken) implements OrderLife.Witness {

    @Override
    public void step(PlacedOrder order, OrderType type, List<OrderLine> lines, long time) {
      if (broken != BreakKind.NO_ORDER) {
        tills.step(order, type, lines, time);
      }
    }

    @Override
    public void payment(PlacedOrder order, long amount, long time) {
      if (broken != BreakKind.NO_PAYMENT) {
        tills.payment(order, amount, time);
      }
    }
  }
}
