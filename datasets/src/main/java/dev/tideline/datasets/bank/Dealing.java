package dev.tideline.datasets.bank;

import dev.tideline.datasets.freshmart.OrderLife;
import dev.tideline.datasets.freshmart.PlacedOrder;
import dev.tideline.datasets.journey.Till;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** What the bank knows of an order: its payment, and how much of it is to go back. */
final class Dealing implements OrderLife.Witness {

  private static final BigDecimal FEE_SHARE = new BigDecimal("0.012");
  private static final BigDecimal FEE_EACH = new BigDecimal("500"); // 0.05, in 1/10 000

  private final PlacedOrder order;
  private final PayoutAccount account;
  private final Rates rates;
  private long paid;
  private LocalDate paidOn;
  private OrderType reversal;
  private long reversed;
  private LocalDate reversedOn;

  private Dealing(PlacedOrder order, PayoutAccount account, Rates rates) {
    this.order = order;
    this.account = account;
    this.rates = rates;
  }

  /** Hears all of an order's life. */
  static Dealing about(PlacedOrder order, PayoutAccount account, Rates rates) {
    Dealing dealing = new Dealing(order, account, rates);
    OrderLife.tell(order, dealing);
    return dealing;
  }

  @Override
  public void step(PlacedOrder told, OrderType type, List<OrderLine> lines, long time) {
    if (type == OrderType.CANCELLED || type == OrderType.REFUNDED) {
      reversal = type;
      reversed = OrderLife.amount(lines);
      reversedOn = told.shop().businessDayOf(time);
    }
  }

  @Override
  public void payment(PlacedOrder told, long amount, long time) {
    paid = amount;
    paidOn = told.shop().businessDayOf(time);
  }

  /** The amount of the payment, in 1/10 000 of the store's currency. */
  long paid() {
    return paid;
  }

  LocalDate paidOn() {
    return paidOn;
  }

  /** How much of it was cancelled or refunded later. */
  long reversed() {
    return reversed;
  }

  /** On which business day; null if nothing was. */
  LocalDate reversedOn() {
    return reversedOn;
  }

  boolean cancelled() {
    return reversal == OrderType.CANCELLED;
  }

  String paymentId() {
    return Till.paymentId(order);
  }

  /** The currency in which the customer paid. */
  String currency() {
    return order.shop().store().currency();
  }

  /**
   * A capture.
   *
   * @param number which one of the payment's, from 1
   * @param amount in the payment's currency
   */
  StatementLine capture(int number, long amount, LocalDate day) {
    BigDecimal rate = rateOn(day);
    long settled = converted(amount, rate);
    BigDecimal fee = BigDecimal.valueOf(settled).multiply(FEE_SHARE).add(FEE_EACH);
    return line(
        "C" + number,
        StatementLine.Kind.CAPTURE,
        settled,
        Coins.nearest(fee, account.currency()),
        rate,
        day,
        "");
  }

  /**
   * A movement that comes of a capture: at the rate of that one, though it says that of its own
   * day.
   *
   * @param suffix parts its line id from others of the payment
   * @param amount in the payment's currency, positive to the retailer
   */
  StatementLine after(
      StatementLine capture, String suffix, StatementLine.Kind kind, long amount, LocalDate day) {
    long settled = converted(amount, capture.rate());
    return line(suffix, kind, settled, 0, rateOn(day), day, capture.lineId());
  }

  private StatementLine line(
      String suffix,
      StatementLine.Kind kind,
      long amount,
      long fee,
      BigDecimal rate,
      LocalDate day,
      String reverses) {
    return new StatementLine(
        paymentId() + suffix,
        paymentId(),
        order.shop().store().storeId(),
        kind,
        amount,
        fee,
        account.currency(),
        rate,
        day,
        new Payout(day, account).id(),
        reverses);
  }

  private long converted(long amount, BigDecimal rate) {
    return rate == null
        ? amount
        : Coins.nearest(BigDecimal.valueOf(amount).multiply(rate), account.currency());
  }

  /** Null if there is nothing to convert. */
  private BigDecimal rateOn(LocalDate day) {
    return account.currency().equals(currency())
        ? null
        : rates.of(account.currency(), currency(), day);
  }
}
