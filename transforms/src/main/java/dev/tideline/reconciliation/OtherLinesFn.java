package dev.tideline.reconciliation;

import dev.tideline.reconciliation.rules.ReconcileLine;
import dev.tideline.reconciliation.rules.ReconciliationScope;
import dev.tideline.settlement.SettlementKind;
import dev.tideline.settlement.SettlementLine;
import org.apache.beam.sdk.transforms.DoFn;

/** Tells of the bank's lines that are about no payment, and no payouts. */
final class OtherLinesFn extends DoFn<SettlementLine, Void> {

  private static final long serialVersionUID = 1;

  private final ReconciliationScope scope;
  private final ItemTags tags;
  private transient ItemTags.Bundle items;

  OtherLinesFn(ReconciliationScope scope, ItemTags tags) {
    this.scope = scope;
    this.tags = tags;
  }

  /** Whether a line is about a payment. */
  static boolean isOfPayment(SettlementLine line) {
    return line.kind() != SettlementKind.PAYOUT && !line.paymentId().isEmpty();
  }

  /** Whether a line is a payout, or is paid by one. */
  static boolean isOfPayout(SettlementLine line) {
    return line.kind() == SettlementKind.PAYOUT || !line.payoutId().isEmpty();
  }

  @StartBundle
  public void startBundle() {
    items = new ItemTags.Bundle(tags);
  }

  @ProcessElement
  public void processElement(@Element SettlementLine line, MultiOutputReceiver out) {
    boolean other = line.kind() != SettlementKind.PAYOUT && !isOfPayment(line);
    if (other && scope.has(line)) {
      items.add(ReconcileLine.counted(line, null), out);
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    items.flush(context);
  }
}
