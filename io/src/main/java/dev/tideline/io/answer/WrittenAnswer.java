package dev.tideline.io.answer;

import dev.tideline.coverage.Coverage;
import dev.tideline.io.sort.SortedTexts;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.SourcePartition;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * What a run wrote, read back from where it is, piece by piece, for it may be larger than memory:
 * the report is about what is there, not about what was meant to be.
 */
public interface WrittenAnswer {

  /** Takes the entries of minutes one after the other. */
  @FunctionalInterface
  interface EachMinute {
    /**
     * Takes one.
     *
     * @param minute its first ms
     * @param entry what became of the records that were ingested in it
     */
    void take(long minute, LedgerEntry entry) throws IOException;
  }

  /**
   * Hands over the canonical rows, sorted by their bytes.
   *
   * @throws IOException if they can't be read
   */
  void rows(SortedTexts.Each each) throws IOException;

  /**
   * Hands over the ledger, in the order of time.
   *
   * @throws IOException if it can't be read
   */
  void ledger(EachMinute each) throws IOException;

  /** Takes what was read of partitions and files one after the other. */
  @FunctionalInterface
  interface EachPartition {
    /** Takes one. */
    void take(SourcePartition partition, Coverage coverage) throws IOException;
  }

  /**
   * Hands over what was read of the source.
   *
   * @throws IOException if it can't be read
   */
  void coverage(EachPartition each) throws IOException;

  /**
   * Whether its ledger and its coverage are of one run and have all that this has read: then both
   * have the same number of records.
   */
  default boolean isOfOneRun() {
    return false;
  }

  /**
   * How many rows there are in Parquet beside these, by the footers of the files; empty if none
   * were written so.
   *
   * @throws IOException if they can't be read
   */
  default OptionalLong rowsInParquet() throws IOException {
    return OptionalLong.empty();
  }

  /**
   * How many of the records that a run does not count it has kept for whoever mends them.
   *
   * @param rejects how many broken records; empty if it is not known
   * @param tooLate how many events that came too late; empty if it is not known
   */
  record Kept(OptionalLong rejects, OptionalLong tooLate) {

    /** Neither is known. */
    public static final Kept UNKNOWN = new Kept(OptionalLong.empty(), OptionalLong.empty());
  }

  /**
   * What was kept of what does not count.
   *
   * @throws IOException if it can't be read
   */
  Kept kept() throws IOException;
}
