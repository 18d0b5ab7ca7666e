package dev.tideline.reconciliation;

import dev.tideline.reconciliation.rules.ReconciledItem;
import dev.tideline.reconciliation.rules.ReconciliationAccount;
import dev.tideline.reconciliation.rules.ReconciliationSums;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * What every step that reconciles something hands over.
 *
 * @param sums the items of a bundle, added up, by business day
 * @param breaks each item that somebody has to look at, as JSON
 */
record ItemTags(TupleTag<KV<Integer, DaySums>> sums, TupleTag<String> breaks)
    implements Serializable {

  /** Those of a graph. */
  static ItemTags create() {
    return new ItemTags(new TupleTag<>("sums"), new TupleTag<>("breaks"));
  }

  /** The items of one bundle, on one thread. */
  static final class Bundle {
    private final ItemTags tags;
    private final Map<Integer, Map<ReconciliationAccount, ReconciliationSums>> byDay =
        new HashMap<>();

    Bundle(ItemTags tags) {
      this.tags = tags;
    }

    void add(ReconciledItem item, DoFn.MultiOutputReceiver out) {
      byDay
          .computeIfAbsent(item.account().businessDay(), none -> new HashMap<>())
          .merge(item.account(), item.sums(), ReconciliationSums::plus);
      if (item.isBreak()) {
        out.get(tags.breaks).output(item.toJson());
      }
    }

    void flush(DoFn<?, ?>.FinishBundleContext context) {
      byDay.forEach(
          (day, sums) ->
              context.output(
                  tags.sums,
                  KV.of(day, new DaySums(sums)),
                  GlobalWindow.INSTANCE.maxTimestamp(),
                  GlobalWindow.INSTANCE));
      byDay.clear();
    }
  }
}
