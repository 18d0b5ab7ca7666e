package dev.tideline.revenue;

import dev.tideline.row.RowFormat;
import dev.tideline.sum.Summable;
import dev.tideline.sum.Total;

/**
 * What all events of a business day of a store come to, of one currency: what is booked, what came
 * too late, and what was rejected, each event once; and what the bank has kept on that day. Money
 * is in 1/10 000 currency units.
 *
 * @param day store and business day
 * @param currency of the amounts, ISO 4217
 * @param revenue what is booked as revenue
 * @param refunds what is booked as refunds
 * @param cost what is booked as cost
 * @param late what the events that came too late would have moved
 * @param rejected what the events that break a rule would have moved
 * @param unreconciled what of the booked was sold in orders that don't agree with payments or bank
 * @param fees what the bank has kept on the day
 * @param chargedBack what customers' banks have taken back on the day, less what was reversed
 * @param lateEvents how many came too late
 * @param rejectedRecords how many break a rule
 */
public record StoreDayMoney(
    StoreDay day,
    String currency,
    Total revenue,
    Total refunds,
    Total cost,
    Total late,
    Total rejected,
    Total unreconciled,
    Total fees,
    Total chargedBack,
    long lateEvents,
    long rejectedRecords)
    implements Summable<StoreDayMoney> {

  /** The columns. */
  public static final RowFormat<StoreDayMoney> FORMAT =
      RowFormat.<StoreDayMoney>named("store_days")
          .text("store_id", row -> row.day.storeId())
          .day("business_day", row -> row.day.businessDay())
          .text("currency", StoreDayMoney::currency)
          .decimal("revenue", StoreDayMoney::revenue)
          .decimal("refunds", StoreDayMoney::refunds)
          .decimal("cost", StoreDayMoney::cost)
          .decimal("fees", StoreDayMoney::fees)
          .decimal("charged_back", StoreDayMoney::chargedBack)
          .decimal("margin", StoreDayMoney::margin)
          .decimal("published", StoreDayMoney::published)
          .decimal("unreconciled", StoreDayMoney::unreconciled)
          .decimal("late", StoreDayMoney::late)
          .decimal("rejected", StoreDayMoney::rejected)
          .decimal("gross", StoreDayMoney::gross)
          .number("late_events", StoreDayMoney::lateEvents)
          .number("rejected_records", StoreDayMoney::rejectedRecords)
          .keyedBy("store_id", "business_day", "currency");

  /** What is booked. */
  public static StoreDayMoney booked(
      StoreDay day, String currency, Total revenue, Total refunds, Total cost) {
    return new StoreDayMoney(
        day,
        currency,
        revenue,
        refunds,
        cost,
        Total.ZERO,
        Total.ZERO,
        Total.ZERO,
        Total.ZERO,
        Total.ZERO,
        0,
        0);
  }

  /** An event that came too late, and would have moved so much. */
  public static StoreDayMoney late(StoreDay day, String currency, Total net) {
    return nothing(day, currency).missing(net, Total.ZERO, 1, 0);
  }

  /** An event that breaks a rule, and would have moved so much. */
  public static StoreDayMoney rejected(StoreDay day, String currency, Total net) {
    return nothing(day, currency).missing(Total.ZERO, net, 0, 1);
  }

  /** What a reconciliation says of the day. */
  public static StoreDayMoney ofBank(
      StoreDay day, String currency, Total unreconciled, Total fees, Total chargedBack) {
    return new StoreDayMoney(
        day,
        currency,
        Total.ZERO,
        Total.ZERO,
        Total.ZERO,
        Total.ZERO,
        Total.ZERO,
        unreconciled,
        fees,
        chargedBack,
        0,
        0);
  }

  private static StoreDayMoney nothing(StoreDay day, String currency) {
    return booked(day, currency, Total.ZERO, Total.ZERO, Total.ZERO);
  }

  private StoreDayMoney missing(
      Total tooLate, Total broken, long tooLateEvents, long brokenRecords) {
    return new StoreDayMoney(
        day,
        currency,
        revenue,
        refunds,
        cost,
        tooLate,
        broken,
        unreconciled,
        fees,
        chargedBack,
        tooLateEvents,
        brokenRecords);
  }

  /** What is left of revenue after refunds, cost, fees and chargebacks. */
  public Total margin() {
    return booked().minus(cost).minus(fees).minus(chargedBack);
  }

  /** Revenue less refunds: what is booked of what customers paid. */
  private Total booked() {
    return revenue.minus(refunds);
  }

  /** What is booked and has not been found to disagree with payments or the bank. */
  public Total published() {
    return booked().minus(unreconciled);
  }

  /**
   * All that could be read of it: what is published, what does not agree, what came too late, what
   * was rejected.
   */
  public Total gross() {
    return published().plus(unreconciled).plus(late).plus(rejected);
  }

  /** {@inheritDoc} Both are of one store, day and currency. */
  @Override
  public StoreDayMoney plus(StoreDayMoney other) {
    return new StoreDayMoney(
        day,
        currency,
        revenue.plus(other.revenue),
        refunds.plus(other.refunds),
        cost.plus(other.cost),
        late.plus(other.late),
        rejected.plus(other.rejected),
        unreconciled.plus(other.unreconciled),
        fees.plus(other.fees),
        chargedBack.plus(other.chargedBack),
        Math.addExact(lateEvents, other.lateEvents),
        Math.addExact(rejectedRecords, other.rejectedRecords));
  }
}
