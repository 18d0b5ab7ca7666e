package dev.tideline.ops.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on Spark outlive the master, and the next one knows them. */
@Tag("cluster")
@Tag("exhaustive")
class SparkMasterTest {

  private static final String PIPELINE = LivePayments.PIPELINE;

  @TempDir private static Path home;

  private static TestCluster cluster;

  @BeforeAll
  static void aCluster() throws Exception {
    cluster = TestCluster.start("spark", home);
  }

  @AfterAll
  static void nothingIsLeftRunning() throws Exception {
    cluster.end();
  }

  @Test
  void aStreamGoesOnAndTheNextMasterKnowsIt() throws Exception {
    try (LivePayments payments = LivePayments.begin(cluster.day(), home, 120)) {
      cluster.submit(payments.words("--parallelism", "2")).ok();
      Submission submitted = last();
      TestCluster.until(() -> printed(SparkJobs.MESSAGES).contains(" signals"));

      cluster.kill("master");
      assertThat(cluster.command("status").err(), containsString("its master was lost"));
      cluster.command("up").ok();
      assertThat(rest().stateOf(submitted.id()), is(Optional.of("RUNNING")));
      assertThat(cluster.command("status").ok().out(), containsString(PIPELINE));
      assertThat(
          "there is one of a name",
          cluster.submit(payments.words()).err(),
          containsString("fraud-velocity runs already, with " + submitted.id()));

      cluster.kill("worker-1"); // what it had, be it the driver, the next master has made anew
      cluster.command("up").ok();
      payments.awaitLast();
      cluster.command("cancel", PIPELINE).ok();
      cluster.command("resume", PIPELINE, "--until", "now").ok();
      TestCluster.until(() -> printed(SparkJobs.REPORT).contains("LEDGER "));
      assertThat(Script.answerIn(printed(SparkJobs.REPORT)), is(payments.bounded().answer()));
    }
  }

  @Test
  void aBoundedRunComesToItsEnd() throws Exception {
    Script alone = Script.run("run", cluster.revenue(home.resolve("alone"))).ok();
    Path log = home.resolve("outlives.log");
    Process driver = cluster.submitBeside(log, cluster.revenue(home.resolve("outlives")));
    TestCluster.until(() -> rest().applications().stream().anyMatch(job -> job.cores() > 0));
    cluster.kill("master");
    cluster.command("up").ok();

    assertThat(Files.readString(log), driver.waitFor(), is(0));
    assertThat(alone.answer(), hasSize(2));
    assertThat(Script.answerIn(Files.readString(log)), is(alone.answer()));
    TestCluster.until(cluster::isIdle);
  }

  private static SparkRest rest() throws IOException {
    return new SparkCluster(
            cluster.folder(),
            new Installation(Path.of("..").toRealPath(), "spark"),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .rest();
  }

  private static Submission last() throws IOException {
    return Submission.read(cluster.folder().resolve("jobs"), PIPELINE).orElseThrow();
  }

  /** What the last driver of the stream has printed so far. */
  private static String printed(String which) throws IOException {
    return cluster.read("work/" + last().id() + "/" + which);
  }
}
