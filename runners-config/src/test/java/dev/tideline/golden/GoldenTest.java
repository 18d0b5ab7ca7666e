package dev.tideline.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import dev.tideline.run.DailyRevenueJob;
import dev.tideline.run.FraudVelocityJob;
import dev.tideline.run.Job;
import dev.tideline.run.Launcher;
import dev.tideline.run.OpsDashboardJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the real commands over the hand-made events of {@code testdata/}, on the runner this build
 * is for, and expects the same rows, rejects and books as on every other.
 */
class GoldenTest {

  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final String RUNNER = System.getProperty("tideline.runner");

  @TempDir private Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void dailyRevenue() throws IOException {
    run(new DailyRevenueJob());
    assertThat(rows(), is(expected("daily-revenue")));
    assertThat(
        lines("LEDGER"),
        contains(
            "LEDGER read=37 counted=12 duplicate=2 too_late=1 rejected=19 out_of_scope=3"
                + " BALANCED"));
  }

  @Test
  void opsDashboard() throws IOException {
    run(new OpsDashboardJob());
    assertThat(rows(), is(expected("ops-dashboard")));
    assertThat(
        lines("LEDGER"),
        contains(
            "LEDGER read=37 counted=12 duplicate=1 too_late=4 rejected=19 out_of_scope=1"
                + " BALANCED"));
  }

  @Test
  void fraudVelocity() throws IOException {
    run(new FraudVelocityJob(), "--card-key", TESTDATA.resolve("card.key").toString());
    assertThat(rows(), is(expected("fraud-velocity")));
    assertThat(
        lines("LEDGER"),
        contains(
            "LEDGER read=20 counted=13 duplicate=1 too_late=1 rejected=5 out_of_scope=0"
                + " BALANCED"));
  }

  @Test
  void everyBrokenLineIsRejectedForItsOwnReason() throws IOException {
    run(new DailyRevenueJob());
    assertThat(
        lines("REJECTED"),
        containsInAnyOrder(
            "REJECTED NOT_JSON=2",
            "REJECTED NOT_UTF8=1",
            "REJECTED MISSING_FIELD=2",
            "REJECTED WRONG_TYPE=1",
            "REJECTED REPEATED_FIELD=1",
            "REJECTED BAD_TIME=1",
            "REJECTED BAD_AMOUNT=1",
            "REJECTED NEGATIVE_AMOUNT=1",
            "REJECTED AMOUNT_OVERFLOW=1",
            "REJECTED UNKNOWN_TYPE=1",
            "REJECTED NO_LINES=1",
            "REJECTED UNKNOWN_STORE=1",
            "REJECTED UNKNOWN_CURRENCY=1",
            "REJECTED FOREIGN_CURRENCY=1",
            "REJECTED FUTURE_TIME=1",
            "REJECTED IMPLAUSIBLE_TIME=1",
            "REJECTED PLACED_AFTER_EVENT=1"));
  }

  private void run(Job<?> job, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(runnerOptions());
    arguments.addAll(
        List.of(
            "--input",
            TESTDATA.resolve("freshmart").toString(),
            "--output",
            home.resolve("answer").toString()));
    arguments.addAll(List.of(more));
    int code =
        Launcher.to(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
            .run(job, arguments.toArray(String[]::new));
    assertThat(err.toString(UTF_8), code, is(0));
  }

  /**
   * The Beam options with which {@code scripts/run} starts this runner, but for checks that it goes
   * without.
   */
  private static List<String> runnerOptions() throws IOException {
    return Files.readAllLines(Path.of(RUNNER, "pipeline.args")).stream()
        .filter(line -> line.startsWith("--") && !line.startsWith("--enforce"))
        .toList();
  }

  private List<String> rows() throws IOException {
    List<String> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(home.resolve("answer/rows"))) {
      for (Path file : files.toList()) {
        rows.addAll(Files.readAllLines(file));
      }
    }
    return rows.stream().sorted().toList();
  }

  private static List<String> expected(String pipeline) throws IOException {
    return Files.readAllLines(TESTDATA.resolve("expected").resolve(pipeline + ".jsonl"));
  }

  private List<String> lines(String beginning) {
    return out.toString(UTF_8).lines().filter(line -> line.startsWith(beginning)).toList();
  }
}
