package dev.tideline.pipelines.runs;

import dev.tideline.io.files.Folders;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the last run ended, as a file that the textfile collector of Prometheus' node exporter reads:
 * a run that ends has no page of metrics.
 */
public final class RunMetrics {

  /** The file, in the folder of the published days. */
  public static final String FILE = "metrics.prom";

  private RunMetrics() {}

  /** Says that a run has begun: until it ends, and if it never does, it has not succeeded. */
  public static void begin(Path root) throws IOException {
    Folders.replace(root.resolve(FILE), succeeded(false));
  }

  /**
   * Says how it ended.
   *
   * @param deadline empty if it has none
   */
  public static void end(Path root, RunFolder.Entry ended, Optional<Deadline> deadline)
      throws IOException {
    Folders.replace(root.resolve(FILE), text(ended, deadline));
  }

  /** As Prometheus reads them. */
  static String text(RunFolder.Entry ended, Optional<Deadline> deadline) {
    return succeeded(ended.status() == RunFolder.Status.DONE)
        + gauge("run_ended_seconds", "When it ended, since the epoch", seconds(ended.ended()))
        + gauge(
            "run_duration_seconds", "How long it took", seconds(ended.ended() - ended.started()))
        + gauge("run_records", "How many records it read", BigDecimal.valueOf(ended.read()))
        + deadline
            .map(
                due ->
                    gauge(
                        "run_deadline_margin_seconds",
                        "How long before the deadline of its last day it ended; negative after it",
                        seconds(due.at() - ended.ended())))
            .orElse("");
  }

  private static String succeeded(boolean done) {
    return gauge(
        "run_succeeded",
        "1 if the last run for days has published them all, else 0",
        BigDecimal.valueOf(done ? 1 : 0));
  }

  private static BigDecimal seconds(long millis) {
    return BigDecimal.valueOf(millis, 3);
  }

  private static String gauge(String name, String help, BigDecimal value) {
    return "# HELP tideline_%s %s.\n# TYPE tideline_%1$s gauge\ntideline_%1$s %s\n"
        .formatted(name, help, value.toPlainString());
  }
}
