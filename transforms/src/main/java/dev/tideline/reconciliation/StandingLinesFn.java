package dev.tideline.reconciliation;

import dev.tideline.reconciliation.rules.ReconcileLine;
import dev.tideline.reconciliation.rules.ReconciliationScope;
import dev.tideline.reconciliation.rules.ReconciliationState;
import dev.tideline.reconciliation.rules.StandingLine;
import dev.tideline.settlement.SettlementLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Of all lines of one id, which come in one group, lets those pass that stand, each in its time: at
 * any time the last that is known, by the names of their files and the numbers in them. The others
 * are told of, and so are lines that nothing is compared with.
 */
final class StandingLinesFn extends DoFn<KV<Integer, Iterable<BankLine>>, StandingLine> {

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
      @Element KV<Integer, Iterable<BankLine>> group, MultiOutputReceiver out) {
    Map<String, List<BankLine>> byId = new HashMap<>();
    for (BankLine each : group.getValue()) {
      byId.computeIfAbsent(each.line().lineKey(), none -> new ArrayList<>(1)).add(each);
    }
    byId.values().forEach(ofOneId -> tell(ofOneId, out));
  }

  private void tell(List<BankLine> ofOneId, MultiOutputReceiver out) {
    ofOneId.sort(BankLine.ORDER.reversed());
    Set<SettlementLine> later = new HashSet<>();
    for (StandingLine each :
        StandingLine.ofOneId(ofOneId.stream().map(BankLine::line).toList())) {
      boolean isRepeated = !later.add(each.line());
      if (each.everStands()) {
        out.get(Reconcile.STANDING).output(each);
      }
      if (scope.counts(each)) {
        if (each.line().isOfNeither()) {
          items.add(ReconcileLine.counted(each.line(), null), out);
        }
      } else if (scope.has(each.settledOn())) {
        items.add(
            ReconcileLine.superseded(
                each.line(),
                isRepeated ? ReconciliationState.REPEATED : ReconciliationState.REPLACED),
            out);
      }
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    items.flush(context);
  }
}
