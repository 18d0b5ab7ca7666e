package dev.tideline.reconciliation.rules;

import dev.tideline.settlement.SettlementKind;
import dev.tideline.settlement.SettlementLine;
import dev.tideline.sum.Total;
import java.util.List;

/** Compares a line of the bank's with our payments. */
public final class ReconcileLine {

  private ReconcileLine() {}

  /**
   * A line that counts.
   *
   * @param payment the payment that it is about, if it is known when the line's day is reconciled;
   *     else null
   */
  public static ReconciledItem counted(SettlementLine line, PaymentMade payment) {
    ReconciliationState state = state(line, payment);
    Total amount = Total.of(line.amount());
    Total fee = Total.of(line.fee());
    Total missing = state == ReconciliationState.MISSING_IN_BOOKS ? amount : Total.ZERO;
    return item(
        line,
        payment == null ? line.storeId() : payment.storeId(),
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

  /** A line that does not count, for the bank has sent it, or another in its place, again. */
  public static ReconciledItem superseded(SettlementLine line, ReconciliationState state) {
    return item(
        line,
        line.storeId(),
        "",
        state,
        ReconciliationSums.of(Total.of(line.amount()), Total.ZERO, Total.ZERO, Total.ZERO));
  }

  /**
   * A payout.
   *
   * @param lines what the lines come to that it pays, less fees, in 1/10 000 units of its currency
   */
  public static ReconciledItem payout(SettlementLine payout, Total lines) {
    Total amount = Total.of(payout.amount());
    Total missing = amount.minus(lines);
    return item(
        payout,
        payout.storeId(),
        "",
        missing.equals(Total.ZERO)
            ? ReconciliationState.MATCHED
            : ReconciliationState.AMOUNT_DIFFERS,
        ReconciliationSums.of(amount, Total.ZERO, lines, missing));
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
        line.bank(),
        List.of(line.lineId()));
  }
}
