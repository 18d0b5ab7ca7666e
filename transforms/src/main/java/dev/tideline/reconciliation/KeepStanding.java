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
 */
final class KeepStanding implements ReconcileFn.Step<KV<Integer, Iterable<byte[]>>> {

  private static final long serialVersionUID = 1;

  private final ReconciliationScope scope;
  private final ReconcileLine rules;
  private final BundleOutput<StandingLine, KV<Integer, byte[]>> byPayment;
  private final BundleOutput<StandingLine, KV<String, PayoutSums>> byPayout;

  /**
   * Of a scope.
   *
   * @param rules what is said of a line
   * @param byPayment takes those that are about a payment
   * @param byPayout takes those that are of a payout
   */
  KeepStanding(
      ReconciliationScope scope,
      ReconcileLine rules,
      BundleOutput<StandingLine, KV<Integer, byte[]>> byPayment,
      BundleOutput<StandingLine, KV<String, PayoutSums>> byPayout) {
    this.scope = scope;
    this.rules = rules;
    this.byPayment = byPayment;
    this.byPayout = byPayout;
  }

  @Override
  public List<BundleOutput<?, ?>> outputs() {
    return List.of(byPayment, byPayout);
  }

  @Override
  public void take(
      KV<Integer, Iterable<byte[]>> group,
      Consumer<ReconciledItem> found,
      MultiOutputReceiver out) {
    Map<String, List<BankLine>> byId = new HashMap<>();
    PackByGroup.forEach(
        group.getValue(),
        ReconciliationCoders.BANK_LINE,
        line -> byId.computeIfAbsent(line.line().lineKey(), none -> new ArrayList<>(1)).add(line));
    byId.values().forEach(ofOneId -> tell(ofOneId, found, out));
  }

  private void tell(
      List<BankLine> ofOneId, Consumer<ReconciledItem> found, MultiOutputReceiver out) {
    ofOneId.sort(BankLine.ORDER.reversed());
    List<SettlementLine> lastFirst = new ArrayList<>(ofOneId.size());
    ofOneId.forEach(each -> lastFirst.add(each.line()));
    Set<SettlementLine> later = new HashSet<>();
    for (StandingLine each : StandingLine.ofOneId(lastFirst)) {
      SettlementLine line = each.line();
      boolean isRepeated = ofOneId.size() > 1 && !later.add(line);
      if (each.everStands() && line.namesPayment()) {
        byPayment.add(each, out);
      }
      if (each.everStands() && line.namesPayout()) {
        byPayout.add(each, out);
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
