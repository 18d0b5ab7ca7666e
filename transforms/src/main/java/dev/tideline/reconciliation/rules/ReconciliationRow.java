package dev.tideline.reconciliation.rules;

import dev.tideline.row.RowFormat;

/**
 * A line of the reconciliation of a day.
 *
 * @param account what is added up
 * @param sums the sums
 */
public record ReconciliationRow(ReconciliationAccount account, ReconciliationSums sums) {

  /** The row's columns. */
  public static final RowFormat<ReconciliationRow> FORMAT =
      RowFormat.<ReconciliationRow>named("reconciliation")
          .day("business_day", row -> row.account.businessDay())
          .text("store_id", row -> row.account.storeId())
          .text("currency", row -> row.account.currency())
          .text("kind", row -> row.account.kind())
          .text("state", row -> row.account.state().name())
          .number("items", row -> row.sums.items())
          .decimal("amount", row -> row.sums.amount())
          .decimal("reversed", row -> row.sums.reversed())
          .decimal("settled", row -> row.sums.settled())
          .decimal("difference", row -> row.sums.difference())
          .decimal("rounding", row -> row.sums.rounding())
          .decimal("charged_back", row -> row.sums.chargedBack())
          .decimal("fees", row -> row.sums.fees())
          .keyedBy("business_day", "store_id", "currency", "kind", "state");
}
