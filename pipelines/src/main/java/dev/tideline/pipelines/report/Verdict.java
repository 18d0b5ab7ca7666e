package dev.tideline.pipelines.report;

import dev.tideline.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Whether a run can account for every record, minute by minute, and by three counts that come from
 * different places.
 *
 * @param faults a sentence for each count that disagrees; empty if all is well
 */
public record Verdict(List<String> faults) {

  /**
   * Compares the counts.
   *
   * @param ledger what became of the records
   * @param expected how many records the source holds by its own account, if it gives one
   * @param coverage how much of the source was read
   * @param inRows how many events the rows stand for, if they tell
   */
  public static Verdict of(
      LedgerRead ledger, OptionalLong expected, CoverageRead coverage, OptionalLong inRows) {
    List<String> faults = new ArrayList<>(ledger.faults());
    faults.addAll(coverage.faults());
    LedgerEntry total = ledger.total();
    if (expected.isPresent() && expected.getAsLong() != total.read()) {
      faults.add(
          "the source holds %d records, but %d were read"
              .formatted(expected.getAsLong(), total.read()));
    }
    if (inRows.isPresent() && inRows.getAsLong() != total.counted()) {
      faults.add(
          "the ledger counts %d events, but the rows are made of %d"
              .formatted(total.counted(), inRows.getAsLong()));
    }
    return new Verdict(List.copyOf(faults));
  }

  /** Whether every record is accounted for. */
  public boolean balanced() {
    return faults.isEmpty();
  }
}
