package dev.tideline.run;

import dev.tideline.windowing.Lateness;
import java.nio.file.Path;

/**
 * What a run is to do, whatever its pipeline. Nothing is run as long as there are mistakes, so only
 * who looks for more of them meets a null that is not allowed below.
 *
 * @param mode how it reads: {@code batch}
 * @param input what to read, as typed: a directory, a file or a glob
 * @param stores the stores' file, or null to look for it by the input
 * @param output where the answer goes
 * @param asOf count whatever was ingested up to this moment (ms since the epoch), or null for the
 *     pipeline's own policy
 * @param parquet whether rows are written as Parquet too
 * @param show how many rows are printed
 */
public record RunSettings(
    String mode, String input, Path stores, Path output, Long asOf, boolean parquet, int show) {

  /** The pipeline's own policy, unless the run looks as of a moment. */
  public Lateness lateness(Lateness own) {
    return asOf == null ? own : Lateness.asOf(asOf);
  }
}
