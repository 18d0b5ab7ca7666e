package dev.tideline.reconciliation;

import dev.tideline.reconciliation.rules.ReconcileLine;
import dev.tideline.reconciliation.rules.ReconciledItem;
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
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.KV;

/**
 * Of all lines of one id, which come in one group, lets those pass that stand, each in its time: at
 * any time the last that is known, by the names of their files and the numbers in them. The others
 * are told of, and so are lines that nothing is compared with.
 *
 * @param scope the days
 * @param rules what is said of a line
 */
record KeepStanding(ReconciliationScope scope, ReconcileLine rules)
    implements ReconcileFn.Step<KV<Integer, Iterable<BankLine>>> {

  @Override
  public void take(
      KV<Integer, Iterable<BankLine>> group,
      Consumer<ReconciledItem> found,
      MultiOutputReceiver out) {
    Map<String, List<BankLine>> byId = new HashMap<>();
    for (BankLine each : group.getValue()) {
      byId.computeIfAbsent(each.line().lineKey(), none -> new ArrayList<>(1)).add(each);
    }
    byId.values().forEach(ofOneId -> tell(ofOneId, found, out));
  }

  private void tell(
      List<BankLine> ofOneId, Consumer<ReconciledItem> found, MultiOutputReceiver out) {
    ofOneId.sort(BankLine.ORDER.reversed());
    Set<SettlementLine> later = new HashSet<>();
    for (StandingLine each : StandingLine.ofOneId(ofOneId.stream().map(BankLine::line).toList())) {
      SettlementLine line = each.line();
      boolean isRepeated = !later.add(line);
      if (each.everStands()) {
        out.get(Reconcile.STANDING).output(each);
      }
      if (scope.counts(each)) {
        if (line.namesNothing()) {
          found.accept(rules.alone(line));
        }
      } else if (scope.has(each.settledOn())) {
        found.accept(
            rules.superseded(
                line, isRepeated ? ReconciliationState.REPEATED : ReconciliationState.REPLACED));
      }
    }
  }
}
