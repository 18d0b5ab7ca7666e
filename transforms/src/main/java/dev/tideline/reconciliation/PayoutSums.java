package dev.tideline.reconciliation;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.text;
import static dev.tideline.encoding.Fields.total;

import dev.tideline.reconciliation.rules.StandingLine;
import dev.tideline.settlement.SettlementKind;
import dev.tideline.settlement.SettlementLine;
import dev.tideline.sum.Summable;
import dev.tideline.sum.Total;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;

/**
 * The lines of a payout.
 *
 * @param changes by how much what it pays, less fees, is more from a day of the bank's on
 * @param payouts those lines that are the payout itself
 */
record PayoutSums(Map<From, Total> changes, List<StandingLine> payouts)
    implements Summable<PayoutSums> {

  /**
   * In a currency, from a day on.
   *
   * @param currency ISO 4217
   * @param day the bank's, an epoch day
   */
  record From(String currency, int day) {}

  static final PayoutSums NONE = new PayoutSums(Map.of(), List.of());

  static final Coder<PayoutSums> CODER = new SumsCoder();

  /** One of them. */
  static PayoutSums of(StandingLine standing) {
    SettlementLine line = standing.line();
    if (line.kind() == SettlementKind.PAYOUT) {
      return new PayoutSums(Map.of(), List.of(standing));
    }
    Total net = Total.of(line.amount()).minus(Total.of(line.fee()));
    Map<From, Total> changes = new HashMap<>();
    changes.put(new From(line.currency(), standing.settledOn()), net);
    if (standing.until() != StandingLine.FOR_GOOD) {
      changes.put(new From(line.currency(), standing.until()), Total.ZERO.minus(net));
    }
    return new PayoutSums(changes, List.of());
  }

  /**
   * What the lines come to, less fees, that a payout pays, by currency: those in its own, and in
   * all that no other payout of the same id is in.
   *
   * @param day up to which the bank's lines are known, an epoch day
   * @return nothing of a currency in which they come to nothing
   */
  Map<String, Total> paidBy(SettlementLine payout, int day) {
    Set<String> ofOthers = new HashSet<>();
    payouts.stream()
        .filter(each -> each.standsOn(day))
        .forEach(each -> ofOthers.add(each.line().currency()));
    ofOthers.remove(payout.currency());
    Map<String, Total> paid = new HashMap<>();
    changes.forEach(
        (from, change) -> {
          if (from.day <= day && !ofOthers.contains(from.currency)) {
            paid.merge(from.currency, change, Total::plus);
          }
        });
    paid.values().removeIf(Total.ZERO::equals);
    return paid;
  }

  @Override
  public PayoutSums plus(PayoutSums other) {
    Map<From, Total> both = new HashMap<>(changes);
    other.changes.forEach((from, change) -> both.merge(from, change, Total::plus));
    List<StandingLine> all = new ArrayList<>(payouts);
    all.addAll(other.payouts);
    return new PayoutSums(both, all);
  }

  private static final class SumsCoder extends AtomicCoder<PayoutSums> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(PayoutSums sums, OutputStream out) throws IOException {
      count(sums.changes.size(), out);
      for (Map.Entry<From, Total> change : sums.changes.entrySet()) {
        text(change.getKey().currency, out);
        count(change.getKey().day, out);
        total(change.getValue(), out);
      }
      count(sums.payouts.size(), out);
      for (StandingLine payout : sums.payouts) {
        ReconciliationCoders.STANDING.encode(payout, out);
      }
    }

    @Override
    public PayoutSums decode(InputStream in) throws IOException {
      Map<From, Total> changes = new HashMap<>();
      for (int left = count(in); left > 0; left--) {
        changes.put(new From(text(in), count(in)), total(in));
      }
      List<StandingLine> payouts = new ArrayList<>();
      for (int left = count(in); left > 0; left--) {
        payouts.add(ReconciliationCoders.STANDING.decode(in));
      }
      return new PayoutSums(changes, payouts);
    }
  }
}
