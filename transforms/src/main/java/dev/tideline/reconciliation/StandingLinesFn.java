package dev.tideline.reconciliation;

import dev.tideline.reconciliation.rules.ReconcileLine;
import dev.tideline.reconciliation.rules.ReconciliationScope;
import dev.tideline.reconciliation.rules.ReconciliationState;
import dev.tideline.settlement.SettlementLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Of the lines of one id, lets the one pass that stands: the last, by the names of their files and
 * the numbers in them. The others are told of, and so are lines that nothing is compared with.
 */
final class StandingLinesFn extends DoFn<KV<String, Iterable<BankLine>>, SettlementLine> {

  private static final long serialVersionUID = 1;

  private final ReconciliationScope scope;
  private final ItemTags tags;
  private transient ItemTags.Bundle items;

  StandingLinesFn(ReconciliationScope scope, ItemTags tags) {
    this.scope = scope;
    this.tags = tags;
  }

  @StartBundle
  public void startBundle() {
    items = new ItemTags.Bundle(tags);
  }

  @ProcessElement
  public void processElement(
      @Element KV<String, Iterable<BankLine>> ofOneId, MultiOutputReceiver out) {
    List<BankLine> all = new ArrayList<>();
    ofOneId.getValue().forEach(all::add);
    all.sort(BankLine.ORDER.reversed());
    Set<SettlementLine> seen = new HashSet<>();
    for (BankLine each : all) {
      SettlementLine line = each.line();
      boolean isNew = seen.add(line);
      if (isNew && seen.size() == 1) {
        out.get(Reconcile.STANDING).output(line);
        if (line.isOfNeither() && scope.has(line)) {
          items.add(ReconcileLine.counted(line, null), out);
        }
      } else if (scope.has(line)) {
        items.add(
            ReconcileLine.superseded(
                line, isNew ? ReconciliationState.REPLACED : ReconciliationState.REPEATED),
            out);
      }
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    items.flush(context);
  }
}
