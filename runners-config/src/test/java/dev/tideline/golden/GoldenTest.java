package dev.tideline.golden;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.GatewayHealthMain;
import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the real commands over the hand-made events of {@code testdata/}, on the runner this build
 * is for, and expects the same rows, rejects and ledger as on every other.
 */
class GoldenTest {

  private static final Path TESTDATA = Path.of("..", "testdata");
  @TempDir private Path home;

  @Test
  void dailyRevenue() throws IOException {
    CompletedRun run = run(new DailyRevenueMain());
    assertThat(run.rows(), is(expected("daily-revenue")));
    assertThat(
        run.reported("LEDGER"),
        contains(
            "LEDGER read=37 counted=12 duplicate=2 too_late=1 rejected=19 out_of_scope=3"
                + " BALANCED"));
  }

  @Test
  void opsDashboard() throws IOException {
    CompletedRun run = run(new OpsDashboardMain());
    assertThat(run.rows(), is(expected("ops-dashboard")));
    assertThat(
        run.reported("LEDGER"),
        contains(
            "LEDGER read=37 counted=12 duplicate=1 too_late=4 rejected=19 out_of_scope=1"
                + " BALANCED"));
  }

  @Test
  void fraudVelocity() throws IOException {
    CompletedRun run =
        run(new FraudVelocityMain(), "--card-key", TESTDATA.resolve("card.key").toString());
    assertThat(run.rows(), is(expected("fraud-velocity")));
    assertThat(
        run.reported("LEDGER"),
        contains(
            "LEDGER read=20 counted=13 duplicate=1 too_late=1 rejected=5 out_of_scope=0"
                + " BALANCED"));
  }

  @Test
  void gatewayHealth() throws IOException {
    CompletedRun run =
        run(new GatewayHealthMain(), "--card-key", TESTDATA.resolve("card.key").toString());

    assertThat(run.rows(), is(expected("gateway-health")));
    assertThat(
        run.reported("LEDGER"),
        contains(
            "LEDGER read=20 counted=13 duplicate=1 too_late=1 rejected=5 out_of_scope=0"
                + " BALANCED"));
  }

  @Test
  void everyBrokenLineIsRejectedForItsOwnReason() throws IOException {
    CompletedRun run = run(new DailyRevenueMain());
    assertThat(
        run.reported("REJECTED"),
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

  private CompletedRun run(PipelineCommand<?, ?> command, String... more) throws IOException {
    return CompletedRun.of(command, TESTDATA.resolve("freshmart"), home.resolve("answer"), more);
  }

  private static List<String> expected(String pipeline) throws IOException {
    return Files.readAllLines(TESTDATA.resolve("expected").resolve(pipeline + ".jsonl"));
  }
}
