package dev.tideline.reconciliation.rules;

import dev.tideline.json.JsonText;
import dev.tideline.settlement.SettlementLine;
import java.time.LocalDate;
import java.util.List;

/**
 * A sale, a payment, a line of the bank's or a payout, and how it agrees with its counterpart.
 *
 * @param account where it is added up
 * @param id of the order, payment or line
 * @param orderId the order; empty if none is known
 * @param own whether the state is its own, and not that of its payments
 * @param sums its money
 * @param lines the bank's lines that it was compared with
 */
public record ReconciledItem(
    ReconciliationAccount account,
    String id,
    String orderId,
    boolean own,
    ReconciliationSums sums,
    List<SettlementLine> lines) {

  public ReconciledItem {
    lines = List.copyOf(lines);
  }

  /** Whether somebody has to look at it. */
  public boolean isBreak() {
    return own && account.state().isBreak();
  }

  /** How the bank calls what it was compared with. */
  public BankReference bank() {
    return BankReference.of(lines);
  }

  /** As a JSON object on one line. */
  public String toJson() {
    BankReference bank = bank();
    return JsonText.object(
        json -> {
          json.text("business_day", LocalDate.ofEpochDay(account.businessDay()).toString());
          json.text("store_id", account.storeId());
          json.text("currency", account.currency());
          json.text("kind", account.kind());
          json.text("id", id);
          json.text("order_id", orderId);
          json.text("state", account.state().name());
          json.amount("amount", sums.amount());
          json.amount("reversed", sums.reversed());
          json.amount("settled", sums.settled());
          json.amount("difference", sums.difference());
          json.text("bank", bank.bank());
          json.text("bank_store_id", bank.storeId());
          json.texts("lines", bank.lines());
        });
  }
}
