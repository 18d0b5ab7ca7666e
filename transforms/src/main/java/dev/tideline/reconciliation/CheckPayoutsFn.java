package dev.tideline.reconciliation;

import dev.tideline.reconciliation.rules.ReconcileLine;
import dev.tideline.reconciliation.rules.ReconciliationScope;
import dev.tideline.reconciliation.rules.StandingLine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Compares each payout with the lines that it pays. */
final class CheckPayoutsFn extends DoFn<KV<KV<String, String>, PayoutSums>, Void> {

  private static final long serialVersionUID = 1;

  private final ReconciliationScope scope;
  private final ItemTags tags;
  private transient ItemTags.Bundle items;

  CheckPayoutsFn(ReconciliationScope scope, ItemTags tags) {
    this.scope = scope;
    this.tags = tags;
  }

  @StartBundle
  public void startBundle() {
    items = new ItemTags.Bundle(tags);
  }

  @ProcessElement
  public void processElement(
      @Element KV<KV<String, String>, PayoutSums> ofPayout, MultiOutputReceiver out) {
    PayoutSums sums = ofPayout.getValue();
    for (StandingLine payout : sums.payouts()) {
      if (scope.counts(payout)) {
        int known = scope.bankUntil(payout.settledOn());
        items.add(ReconcileLine.payout(payout.line(), sums.until(known)), out);
      }
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    items.flush(context);
  }
}
