package dev.tideline.reconciliation;

import static dev.tideline.encoding.Fields.count;
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
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;

/**
 * The lines of a payout.
 *
 * @param byDay by how much those come to more, less fees, that it pays, from a day of the bank's
 *     on, an epoch day
 * @param payouts those that are the payout itself
 */
record PayoutSums(SortedMap<Integer, Total> byDay, List<StandingLine> payouts)
    implements Summable<PayoutSums> {

  static final PayoutSums NONE = new PayoutSums(new TreeMap<>(), List.of());

  static final Coder<PayoutSums> CODER = new SumsCoder();

  /** One of them. */
  static PayoutSums of(StandingLine standing) {
    SettlementLine line = standing.line();
    SortedMap<Integer, Total> paid = new TreeMap<>();
    if (line.kind() == SettlementKind.PAYOUT) {
      return new PayoutSums(paid, List.of(standing));
    }
    Total net = Total.of(line.amount()).minus(Total.of(line.fee()));
    paid.put(standing.settledOn(), net);
    if (standing.until() != StandingLine.FOR_GOOD) {
      paid.put(standing.until(), Total.ZERO.minus(net));
    }
    return new PayoutSums(paid, List.of());
  }

  /** What they come to up to a day. */
  Total until(int day) {
    return byDay.headMap(day + 1).values().stream().reduce(Total.ZERO, Total::plus);
  }

  @Override
  public PayoutSums plus(PayoutSums other) {
    SortedMap<Integer, Total> both = new TreeMap<>(byDay);
    other.byDay.forEach((day, sum) -> both.merge(day, sum, Total::plus));
    List<StandingLine> all = new ArrayList<>(payouts);
    all.addAll(other.payouts);
    return new PayoutSums(both, all);
  }

  private static final class SumsCoder extends AtomicCoder<PayoutSums> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(PayoutSums sums, OutputStream out) throws IOException {
      count(sums.byDay.size(), out);
      for (Map.Entry<Integer, Total> day : sums.byDay.entrySet()) {
        count(day.getKey(), out);
        total(day.getValue(), out);
      }
      count(sums.payouts.size(), out);
      for (StandingLine payout : sums.payouts) {
        ReconciliationCoders.STANDING.encode(payout, out);
      }
    }

    @Override
    public PayoutSums decode(InputStream in) throws IOException {
      SortedMap<Integer, Total> byDay = new TreeMap<>();
      for (int left = count(in); left > 0; left--) {
        byDay.put(count(in), total(in));
      }
      List<StandingLine> payouts = new ArrayList<>();
      for (int left = count(in); left > 0; left--) {
        payouts.add(ReconciliationCoders.STANDING.decode(in));
      }
      return new PayoutSums(byDay, payouts);
    }
  }
}
