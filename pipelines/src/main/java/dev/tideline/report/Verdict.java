package dev.tideline.report;

import dev.tideline.ledger.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Whether a run can account for every record, by three independent counts.
 *
 * @param faults a sentence for each count that disagrees; empty if all is well
 */
public record Verdict(List<String> faults) {

  /**
   * Compares the counts.
   *
   * @param books what became of the records
   * @param expected how many records the source holds by its own account, if it gives one
   * @param inRows how many events the rows stand for, if they tell
   */
  public static Verdict of(Tally books, OptionalLong expected, OptionalLong inRows) {
    List<String> faults = new ArrayList<>();
    if (!books.balanced()) {
      faults.add(
          "read " + books.read() + " records, but " + books.settled() + " of them have a fate");
    }
    if (expected.isPresent() && expected.getAsLong() != books.read()) {
      faults.add(
          "the source holds "
              + expected.getAsLong()
              + " records, but "
              + books.read()
              + " were read");
    }
    if (inRows.isPresent() && inRows.getAsLong() != books.counted()) {
      faults.add(
          "the books count "
              + books.counted()
              + " events, but the rows are made of "
              + inRows.getAsLong());
    }
    return new Verdict(List.copyOf(faults));
  }

  /** Whether every record is accounted for. */
  public boolean balanced() {
    return faults.isEmpty();
  }
}
