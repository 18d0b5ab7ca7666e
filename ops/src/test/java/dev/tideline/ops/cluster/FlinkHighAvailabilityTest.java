package dev.tideline.ops.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Flink cluster whose jobs outlive its job manager: another goes on with them from their last
 * checkpoint, and nobody has to tell it which they are.
 */
@Tag("cluster")
@Tag("exhaustive")
class FlinkHighAvailabilityTest {

  private static final String PIPELINE = LivePayments.PIPELINE;

  @TempDir private static Path home;

  private static TestCluster cluster;

  @BeforeAll
  static void aCluster() throws Exception {
    cluster = TestCluster.start("flink", home, "--high-availability");
  }

  @AfterAll
  static void nothingIsLeftRunning() throws Exception {
    cluster.end();
  }

  @Test
  void aStreamOutlivesJobManagerAndZooKeeper() throws Exception {
    try (LivePayments payments = LivePayments.begin(cluster.day(), home, 120)) {
      cluster.submit(payments.words("--parallelism", "4")).ok();
      FlinkRest.Job job = newest(PIPELINE).orElseThrow();
      TestCluster.until(() -> Files.readString(driver().log()).contains(" signals"));
      TestCluster.until(() -> checkpoints(job).completed() > 0);

      cluster.kill("jobmanager");
      assertThat(cluster.command("status").err(), containsString("its job manager was lost"));
      cluster.command("up").ok();
      TestCluster.until(() -> rest().works(job));
      assertThat("from a checkpoint", checkpoints(job).restored(), is(1L));

      cluster.kill("zookeeper");
      assertThat(cluster.command("status").err(), containsString("ZooKeeper does not answer"));
      TestCluster.until(FlinkHighAvailabilityTest::leadsNothing);
      cluster.command("up", "--high-availability").ok();
      TestCluster.until(() -> rest().works(job));
      assertThat("and once more", checkpoints(job).restored(), is(1L));
      long before = checkpoints(job).completed();
      TestCluster.until(() -> checkpoints(job).completed() > before);

      payments.awaitLast();
      assertThat("it has seen it all through", driver().running().isPresent(), is(true));
      cluster.command("savepoint", PIPELINE).ok();
      cluster.command("resume", PIPELINE, "--until", "now").ok();
      TestCluster.until(() -> driver().running().isEmpty());
      assertThat(
          Script.answerIn(Files.readString(driver().log())), is(payments.bounded().answer()));
    }
  }

  @Test
  void aBoundedRunIsDoneByTheNextJobManager() throws Exception {
    Script alone = Script.run("run", cluster.revenue(home.resolve("alone"))).ok();
    Path log = home.resolve("outlives.log");
    Process driver = cluster.submitBeside(log, cluster.revenue(home.resolve("outlives")));
    TestCluster.until(() -> newest("daily-revenue").isPresent());
    FlinkRest.Job job = newest("daily-revenue").orElseThrow();
    TestCluster.until(() -> rest().works(job));
    cluster.kill("jobmanager");
    cluster.command("up").ok();

    assertThat(Files.readString(log), driver.waitFor(), is(0));
    assertThat(alone.answer(), hasSize(2));
    assertThat(Script.answerIn(Files.readString(log)), is(alone.answer()));
  }

  @Test
  void withoutAQuorumItSaysSo() throws Exception {
    ProcessHandle zooKeeper = cluster.process("zookeeper").running().orElseThrow();
    signal("STOP", zooKeeper);
    try {
      Script submitted = cluster.submit(cluster.revenue(home.resolve("nothing")));
      assertThat(submitted.err(), containsString("ZooKeeper does not answer at localhost:"));
      assertThat(submitted.status(), is(1));
      assertThat(cluster.command("up").err(), containsString("it runs, and says why in"));
    } finally {
      signal("CONT", zooKeeper);
    }
    cluster.command("up").ok();

    Script elsewhere =
        Script.run(
            "cluster",
            "flink",
            "up",
            "--directory",
            home.resolve("elsewhere").toString(),
            "--setting",
            "high-availability.type=zookeeper",
            "--setting",
            "high-availability.zookeeper.quorum=localhost:" + ClusterProcess.freePorts(1).get(0));
    assertThat(elsewhere.err(), containsString("ZooKeeper does not answer at localhost:"));
    assertThat(elsewhere.status(), is(1));
    assertThat(ClusterProcess.all(home.resolve("elsewhere/processes")), hasSize(0));
  }

  private static void signal(String name, ProcessHandle process) throws Exception {
    String pid = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor(), is(0));
  }

  /** Whether the job manager has noticed that nobody says any more that it leads. */
  private static boolean leadsNothing() throws IOException, InterruptedException {
    try {
      rest().jobs();
      return false;
    } catch (FlinkRest.RefusedException noLeader) {
      return true;
    }
  }

  private static ClusterProcess driver() {
    return cluster.process("driver-" + PIPELINE);
  }

  private static FlinkRest rest() throws IOException {
    return new FlinkRest(cluster.read("conf/address").trim());
  }

  private static Optional<FlinkRest.Job> newest(String name)
      throws IOException, InterruptedException {
    return rest().jobs().stream().filter(job -> job.name().equals(name)).findFirst();
  }

  private static FlinkRest.Checkpoints checkpoints(FlinkRest.Job job)
      throws IOException, InterruptedException {
    return rest().checkpoints(job).orElseThrow();
  }
}
