package dev.tideline.pipelines.options;

import dev.tideline.windowing.Lateness;
import java.nio.file.Path;
import org.joda.time.Duration;

/**
 * What a run is to do, whatever its pipeline. Nothing is run as long as there are mistakes, so only
 * who looks for more of them meets a null that is not allowed below.
 *
 * @param mode how it reads: {@code batch} or {@code stream}
 * @param input what to read, as typed: a directory, a file or a glob; null if it reads Kafka
 * @param kafka how to read Kafka; null if it reads files
 * @param stores the stores' file, or null to look for it by the input
 * @param output where the answer goes, or null for a live run that has a database elsewhere
 * @param asOf count whatever was ingested up to this moment (ms since the epoch), or null for the
 *     pipeline's own policy
 * @param parquet whether rows are written as Parquet too
 * @param show how many rows are printed
 * @param live how a run that speaks while it goes on does so; null for one that writes files and
 *     ends
 */
public record RunSettings(
    String mode,
    String input,
    KafkaSettings kafka,
    Path stores,
    Path output,
    Long asOf,
    boolean parquet,
    int show,
    LiveSettings live) {

  /** The pipeline's own policy, unless the run looks as of a moment. */
  public Lateness lateness(Lateness own) {
    return asOf == null ? own : Lateness.asOf(asOf);
  }

  /** Whether the source is read as one that never ends. */
  public boolean streams() {
    return "stream".equals(mode);
  }

  /** How often open windows speak. */
  public Duration early(Duration own) {
    return live == null || live.early() == null ? own : live.early();
  }
}
