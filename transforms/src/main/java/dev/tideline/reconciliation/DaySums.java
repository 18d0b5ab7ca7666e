package dev.tideline.reconciliation;

import static dev.tideline.encoding.Fields.count;

import dev.tideline.reconciliation.rules.ReconciliationAccount;
import dev.tideline.reconciliation.rules.ReconciliationSums;
import dev.tideline.sum.Summable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;

/**
 * All that was added up of a business day: one element, for some runners' price is per key.
 *
 * @param sums by what they are of
 */
record DaySums(Map<ReconciliationAccount, ReconciliationSums> sums) implements Summable<DaySums> {

  static final DaySums NONE = new DaySums(Map.of());

  static final Coder<DaySums> CODER = new DayCoder();

  @Override
  public DaySums plus(DaySums other) {
    Map<ReconciliationAccount, ReconciliationSums> both = new HashMap<>(sums);
    other.sums.forEach((account, sum) -> both.merge(account, sum, ReconciliationSums::plus));
    return new DaySums(both);
  }

  private static final class DayCoder extends AtomicCoder<DaySums> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(DaySums day, OutputStream out) throws IOException {
      count(day.sums.size(), out);
      for (Map.Entry<ReconciliationAccount, ReconciliationSums> each : day.sums.entrySet()) {
        ReconciliationCoders.ACCOUNT.encode(each.getKey(), out);
        ReconciliationCoders.SUMS.encode(each.getValue(), out);
      }
    }

    @Override
    public DaySums decode(InputStream in) throws IOException {
      Map<ReconciliationAccount, ReconciliationSums> sums = new HashMap<>();
      for (int left = count(in); left > 0; left--) {
        sums.put(ReconciliationCoders.ACCOUNT.decode(in), ReconciliationCoders.SUMS.decode(in));
      }
      return new DaySums(sums);
    }
  }
}
