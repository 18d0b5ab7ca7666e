package dev.tideline.pipelines.options;

import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.store.Stores;
import dev.tideline.windowing.Lateness;
import java.nio.file.Path;
import java.util.List;
import org.joda.time.Duration;

/**
 * What a run is to do, whatever its pipeline. After a mistake any field may be null: code that runs
 * before {@code Mistakes.throwIfAny} must allow for it, code after it need not.
 *
 * @param mode how it runs, and what it reads
 * @param stores the stores' file, or null to look for it by the input
 * @param output where the answer goes, or null for a live run that has a database elsewhere
 * @param asOf count whatever was ingested up to this moment (ms since the epoch), or null for the
 *     pipeline's own policy
 * @param atClose whether the close of each store's books was asked for in so many words; then
 *     {@code asOf} is null
 * @param show how many rows are printed
 */
public record RunSettings(
    RunMode mode, Path stores, Path output, Long asOf, boolean atClose, int show) {

  /** The same with another place for the answer. */
  public RunSettings to(Path place) {
    return new RunSettings(mode, stores, place, asOf, atClose, show);
  }

  /**
   * Too late is what was ingested long after it happened, unless the run looks as of a moment.
   *
   * @throws UsageException if it is to look as of the close of books, which says nothing of this
   */
  public Lateness latenessByTolerance() {
    if (atClose) {
      throw new UsageException(
          List.of("--as-of close is of daily-revenue: give a time like 2026-03-20T04:00:00Z"));
    }
    return asOf == null ? Lateness.tolerance() : Lateness.asOf(asOf);
  }

  /** Too late is what came after the close of books, unless the run looks as of a moment. */
  public Lateness latenessByCloseOfBooks(Stores stores) {
    return asOf == null ? Lateness.closeOfBooks(stores) : Lateness.asOf(asOf);
  }

  /** How often a window that is still open fires. */
  public Duration early(Duration own) {
    return mode.early(own);
  }
}
