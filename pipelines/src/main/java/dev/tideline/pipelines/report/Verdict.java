package dev.tideline.pipelines.report;

import dev.tideline.io.answer.WrittenAnswer;
import dev.tideline.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a run can account for every record, minute by minute, and by counts that come from
 * different places.
 *
 * @param faults a sentence for each count that disagrees; empty if all is well
 * @param underWay of a run that was stopped before the end of its source: how many of the records
 *     read have no fate yet; empty for a run that came to its end
 */
public record Verdict(List<String> faults, OptionalLong underWay) {

  /** Of a run that came to its end. */
  public Verdict(List<String> faults) {
    this(faults, OptionalLong.empty());
  }

  /**
   * Compares the counts.
   *
   * @param ledger what became of the records
   * @param expected how many records the source holds by its own account, if it gives one
   * @param coverage how much of the source was read
   * @param inRows how many events the rows stand for, if they tell
   * @param kept how much there is of what does not count; may be more, of runs before
   */
  public static Verdict of(
      LedgerRead ledger,
      OptionalLong expected,
      CoverageRead coverage,
      OptionalLong inRows,
      WrittenAnswer.Kept kept) {
    List<String> faults = new ArrayList<>(ledger.faults());
    faults.addAll(coverage.faults());
    LedgerEntry total = ledger.total();
    if (expected.isPresent() && expected.getAsLong() != total.read()) {
      faults.add(
          "the source holds %s, but %,d were read"
              .formatted(Counted.of(expected.getAsLong(), "record"), total.read()));
    }
    // Without a count of the source's own. Of a source that gives one, some has no coverage.
    if (expected.isEmpty()
        && coverage.records().isPresent()
        && coverage.records().getAsLong() != total.read()) {
      faults.add(
          "%s were read, but the ledger has %,d"
              .formatted(Counted.of(coverage.records().getAsLong(), "record"), total.read()));
    }
    if (inRows.isPresent() && inRows.getAsLong() != total.counted()) {
      faults.add(
          "the ledger counts %s, but the rows are made of %,d"
              .formatted(Counted.of(total.counted(), "event"), inRows.getAsLong()));
    }
    missing("rejected", total.allRejected(), kept.rejects()).ifPresent(faults::add);
    missing("too late", total.tooLate(), kept.tooLate()).ifPresent(faults::add);
    return new Verdict(List.copyOf(faults));
  }

  /** The same with one more thing that may be wrong. */
  public Verdict and(Optional<String> fault) {
    List<String> all = new ArrayList<>(faults);
    fault.ifPresent(all::add);
    return new Verdict(List.copyOf(all), underWay);
  }

  private static Optional<String> missing(String fate, long records, OptionalLong kept) {
    return kept.isPresent() && kept.getAsLong() < records
        ? Optional.of(
            "the ledger counts %d records that are %s, but only %d were kept"
                .formatted(records, fate, kept.getAsLong()))
        : Optional.empty();
  }

  /**
   * Of a run that was stopped. What it has published of its rows and of its ledger may be of
   * different moments, and records may still have to get their fate; but no record has two.
   */
  public static Verdict soFar(LedgerRead ledger) {
    LedgerEntry total = ledger.total();
    return new Verdict(ledger.excess(), OptionalLong.of(total.read() - total.withFate()));
  }

  /** Whether every record is accounted for. */
  public boolean balanced() {
    return faults.isEmpty() && underWay.orElse(0) == 0;
  }

  /** It in a word. */
  public String word() {
    if (!faults.isEmpty()) {
      return "UNBALANCED";
    }
    return underWay.isPresent() ? "STOPPED" : "BALANCED";
  }
}
