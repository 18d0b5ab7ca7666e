package dev.tideline.reconciliation;

import dev.tideline.reconciliation.rules.ReconcileLine;
import dev.tideline.reconciliation.rules.ReconciledItem;
import dev.tideline.reconciliation.rules.ReconciliationScope;
import dev.tideline.reconciliation.rules.StandingLine;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.KV;

/**
 * Compares each payout with the lines that it pays.
 *
 * @param scope the days
 * @param rules how they are compared
 */
record CheckPayouts(ReconciliationScope scope, ReconcileLine rules)
    implements ReconcileFn.Step<KV<String, PayoutSums>> {

  @Override
  public void take(
      KV<String, PayoutSums> ofPayout, Consumer<ReconciledItem> found, MultiOutputReceiver out) {
    PayoutSums sums = ofPayout.getValue();
    for (StandingLine payout : sums.payouts()) {
      if (scope.counts(payout)) {
        int known = scope.bankUntil(payout.settledOn());
        found.accept(rules.payout(payout.line(), sums.paidBy(payout.line(), known)));
      }
    }
  }
}
