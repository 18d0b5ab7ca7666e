package dev.tideline.reconciliation.rules;

import dev.tideline.money.Currencies;
import dev.tideline.settlement.SettlementKind;
import dev.tideline.settlement.SettlementLine;
import dev.tideline.store.Stores;
import dev.tideline.sum.Total;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/**
 * Compares a line of the bank's with our payments, or with other lines.
 *
 * @param stores ours: what the bank calls otherwise names no store
 */
public record ReconcileLine(Stores stores) implements Serializable {

  /**
   * A line that counts and is no payout.
   *
   * @param payment the payment that it is about, if it is known when the line's day is reconciled;
   *     else null
   */
  public ReconciledItem counted(SettlementLine line, PaymentMade payment) {
    ReconciliationState state = state(line, payment);
    Total amount = Total.of(line.amount());
    Total fee = Total.of(line.fee());
    Total missing = state == ReconciliationState.MISSING_IN_BOOKS ? amount : Total.ZERO;
    return item(
        line,
        payment == null ? storeOf(line) : payment.storeId(),
        payment == null ? "" : payment.orderId(),
        state,
        ReconciliationSums.of(amount, Total.ZERO, amount.minus(fee), missing)
            .with(Total.ZERO, Total.ZERO, fee));
  }

  private static ReconciliationState state(SettlementLine line, PaymentMade payment) {
    if (payment != null) {
      return ReconciliationState.MATCHED;
    }
    boolean ofNoSale =
        line.paymentId().isEmpty()
            && (line.kind() == SettlementKind.FEE || line.kind() == SettlementKind.ADJUSTMENT);
    return ofNoSale ? ReconciliationState.NO_SALE : ReconciliationState.MISSING_IN_BOOKS;
  }

  /** A line that counts and names nothing that it could be compared with. */
  public ReconciledItem alone(SettlementLine line) {
    if (line.kind() != SettlementKind.PAYOUT) {
      return counted(line, null);
    }
    return payout(line, ReconciliationState.NO_SALE, Total.ZERO, Total.ZERO, Total.ZERO);
  }

  /** A line that does not count, for the bank has sent it, or another in its place, again. */
  public ReconciledItem superseded(SettlementLine line, ReconciliationState state) {
    return item(
        line,
        storeOf(line),
        "",
        state,
        ReconciliationSums.of(Total.of(line.amount()), Total.ZERO, Total.ZERO, Total.ZERO));
  }

  /**
   * A payout. If it is in another currency than its lines it may be off by what is rounded, a cent
   * or a yen.
   *
   * @param lines what the lines come to that it pays, less fees, in 1/10 000 units, by currency;
   *     none that comes to nothing
   */
  public ReconciledItem payout(SettlementLine payout, Map<String, Total> lines) {
    Total sent = Total.of(payout.amount()).plus(Total.of(payout.fee()));
    boolean foreign = !lines.isEmpty() && !lines.containsKey(payout.currency());
    if (lines.size() > 1 || (foreign && payout.rate() == null)) {
      return payout(payout, ReconciliationState.WRONG_CURRENCY, Total.ZERO, sent, Total.ZERO);
    }
    Total sum = lines.values().stream().reduce(Total.ZERO, Total::plus);
    Total owed = foreign ? converted(sum, payout.rate()) : sum;
    Total missing = sent.minus(owed);
    Total rounding = foreign ? Total.of(Currencies.minorUnit(payout.currency())) : Total.ZERO;
    boolean agrees =
        missing.compareTo(rounding) <= 0 && Total.ZERO.minus(missing).compareTo(rounding) <= 0;
    return agrees
        ? payout(payout, ReconciliationState.MATCHED, owed, Total.ZERO, missing)
        : payout(payout, ReconciliationState.AMOUNT_DIFFERS, owed, missing, Total.ZERO);
  }

  private static Total converted(Total amount, BigDecimal rate) {
    BigDecimal exact = new BigDecimal(amount.toBigInteger()).multiply(rate);
    return Total.of(exact.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact());
  }

  private ReconciledItem payout(
      SettlementLine payout,
      ReconciliationState state,
      Total owed,
      Total difference,
      Total rounding) {
    return item(
        payout,
        storeOf(payout),
        "",
        state,
        ReconciliationSums.of(Total.of(payout.amount()), Total.ZERO, owed, difference)
            .with(rounding, Total.ZERO, Total.of(payout.fee())));
  }

  /** Empty if it names none of ours. */
  private String storeOf(SettlementLine line) {
    return stores.get(line.storeId()) == null ? "" : line.storeId();
  }

  private static ReconciledItem item(
      SettlementLine line,
      String storeId,
      String orderId,
      ReconciliationState state,
      ReconciliationSums sums) {
    return new ReconciledItem(
        new ReconciliationAccount(
            (int) line.settledOn().toEpochDay(),
            storeId,
            line.currency(),
            line.kind().name(),
            state),
        line.lineId(),
        orderId,
        true,
        sums,
        List.of(line));
  }
}
