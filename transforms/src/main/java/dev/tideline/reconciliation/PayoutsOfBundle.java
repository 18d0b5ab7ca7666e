package dev.tideline.reconciliation;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.reconciliation.rules.StandingLine;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.values.KV;

/** Adds up the lines of a bundle by the payout that they name. */
final class PayoutsOfBundle implements BundleAggregation<StandingLine, KV<String, PayoutSums>> {

  private static final long serialVersionUID = 1;

  /** Past this many payouts a bundle hands them over early, so that it stays small. */
  private static final int MOST_PAYOUTS = 20_000;

  @Override
  public Aggregator<StandingLine, KV<String, PayoutSums>> open() {
    Map<String, PayoutSums> byPayout = new HashMap<>();
    return new Aggregator<>() {
      @Override
      public void add(StandingLine line, Output<KV<String, PayoutSums>> out) {
        byPayout.merge(line.line().payoutKey(), PayoutSums.of(line), PayoutSums::plus);
        if (byPayout.size() > MOST_PAYOUTS) {
          flush(out);
        }
      }

      @Override
      public void flush(Output<KV<String, PayoutSums>> out) {
        byPayout.forEach((payout, sums) -> out.emit(KV.of(payout, sums), BundleOutput.TIME));
        byPayout.clear();
      }
    };
  }
}
