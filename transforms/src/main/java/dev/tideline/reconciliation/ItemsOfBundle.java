package dev.tideline.reconciliation;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.reconciliation.rules.ReconciledItem;
import dev.tideline.reconciliation.rules.ReconciliationAccount;
import dev.tideline.reconciliation.rules.ReconciliationSums;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.values.KV;

/** Adds up the items of a bundle by business day. */
final class ItemsOfBundle implements BundleAggregation<ReconciledItem, KV<Integer, DaySums>> {

  private static final long serialVersionUID = 1;

  @Override
  public Aggregator<ReconciledItem, KV<Integer, DaySums>> open() {
    Map<Integer, Map<ReconciliationAccount, ReconciliationSums>> byDay = new HashMap<>();
    return new Aggregator<>() {
      @Override
      public void add(ReconciledItem item, Output<KV<Integer, DaySums>> out) {
        byDay
            .computeIfAbsent(item.account().businessDay(), none -> new HashMap<>())
            .merge(item.account(), item.sums(), ReconciliationSums::plus);
      }

      @Override
      public void flush(Output<KV<Integer, DaySums>> out) {
        byDay.forEach((day, sums) -> out.emit(KV.of(day, new DaySums(sums)), BundleOutput.TIME));
        byDay.clear();
      }
    };
  }
}
