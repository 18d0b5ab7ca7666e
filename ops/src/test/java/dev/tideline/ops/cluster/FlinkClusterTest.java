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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The product's one jar on a real Flink cluster of separate processes: same answers as on one
 * machine, though workers are killed and jobs stopped and resumed with other numbers of tasks.
 */
@Tag("cluster")
class FlinkClusterTest {

  private static final String PIPELINE = LivePayments.PIPELINE;

  @TempDir private static Path home;

  private static TestCluster cluster;
  private static Script alone;

  @BeforeAll
  static void aClusterAndADay() throws Exception {
    cluster =
        TestCluster.start(
            "flink",
            home,
            "--setting",
            "state.backend.type=rocksdb",
            "--setting",
            "state.checkpoints.dir=s3://lake/checkpoints",
            "--setting",
            "state.savepoints.dir=s3://lake/savepoints");
    alone = Script.run("run", cluster.revenue(home.resolve("alone"))).ok();
  }

  @AfterAll
  static void nothingIsLeftRunning() throws Exception {
    cluster.end();
  }

  @Test
  void aBoundedRunGivesTheAnswerOfOneMachine() throws Exception {
    Script onCluster = cluster.submit(cluster.revenue(home.resolve("on-cluster"))).ok();

    assertThat(alone.answer(), hasSize(2));
    assertThat(onCluster.answer(), is(alone.answer()));
  }

  @Test
  void aBoundedRunGoesFromBucketToBucket() throws Exception {
    assertThat(cluster.submit(cluster.revenueInBucket()).ok().answer(), is(alone.answer()));
  }

  @Test
  void anAnswerIsPublishedThoughItsDriverWasKilled() throws Exception {
    Path place = home.resolve("orphaned");
    Process driver = cluster.submitBeside(home.resolve("orphaned.log"), cluster.revenue(place));
    TestCluster.until(FlinkClusterTest::revenueIsRunning);
    Stream.concat(driver.descendants(), Stream.of(driver.toHandle()))
        .forEach(ProcessHandle::destroyForcibly);

    assertThat(publishedLater(place).answer(), is(alone.answer()));
  }

  @Test
  void anAnswerIsPublishedThoughNobodyWaitedForIt() throws Exception {
    Path place = home.resolve("detached");
    Script detached = cluster.submit(cluster.revenue(place, "--detached")).ok();

    assertThat(detached.err(), containsString("./scripts/publish --output " + place));
    assertThat(publishedLater(place).answer(), is(alone.answer()));
  }

  @Test
  void inApplicationModeTheJobManagerRunsThePipeline() throws Exception {
    Installation installation = new Installation(Path.of("..").toRealPath(), "flink");
    FlinkCluster application =
        new FlinkCluster(
            home.resolve("application"),
            installation,
            new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    application.configure(Map.of("execution.attached", "true"));
    ClusterProcess jobManager = ClusterProcess.named("jobmanager", application.processes());
    List<String> command =
        installation.java(
            "1g",
            installation.engineLogging(),
            Path.of(getClass().getResource("ApplicationJobManager.java").toURI()).toString(),
            application.conf().toString(),
            installation.jobJar().toString());
    command.addAll(List.of(cluster.revenue(home.resolve("by-application"), "--runner=flink")));
    jobManager.start(command, application.environment());
    try {
      application.up(1, Map.of());
      TestCluster.until(() -> jobManager.running().isEmpty());
    } finally {
      application.down();
    }

    assertThat(Script.answerIn(Files.readString(jobManager.log())), is(alone.answer()));
  }

  /** Publishes, once, what a job writes that nobody waits for, as soon as it has ended. */
  private static Script publishedLater(Path place) throws Exception {
    FlinkRest.Job job = newest("daily-revenue");
    TestCluster.until(
        () ->
            rest().jobs().stream().anyMatch(each -> each.id().equals(job.id()) && each.hasEnded()));
    assertThat(Files.exists(place), is(false));
    Script published = Script.run("publish", "--output", place.toString(), "--show", "0").ok();
    Script again = Script.run("publish", "--output", place.toString()).ok();
    assertThat(again.err(), containsString("nothing is left to be published"));
    return published;
  }

  private static boolean revenueIsRunning() throws IOException, InterruptedException {
    return rest().jobs().stream()
        .anyMatch(job -> job.name().equals("daily-revenue") && !job.hasEnded());
  }

  @Test
  void aStreamOutlivesWorkerAndJobManagerAndGoesOnWithFewerAndMoreTasks() throws Exception {
    try (LivePayments payments = LivePayments.begin(cluster.day(), home, 60)) {
      cluster.submit(payments.words("--parallelism", "4")).ok();
      TestCluster.until(() -> Files.readString(driver().log()).contains(" signals"));
      awaitCheckpoint();

      cluster.kill("worker-1");
      cluster.command("up").ok(); // all four slots are wanted
      TestCluster.until(() -> checkpoints().restored() > 0);
      cluster.command("savepoint", PIPELINE).ok();
      cluster.command("resume", PIPELINE, "--parallelism", "1").ok();
      awaitCheckpoint();
      cluster.kill("jobmanager");
      cluster.command("up").ok();
      cluster.command("resume", PIPELINE, "--parallelism", "3").ok();
      awaitCheckpoint();
      cluster.command("savepoint", PIPELINE).ok();
      cluster.command("resume", PIPELINE, "--parallelism", "2").ok();
      payments.awaitLast();
      cluster.command("savepoint", PIPELINE).ok();
      cluster.command("resume", PIPELINE, "--parallelism", "3", "--until", "now").ok();
      TestCluster.until(() -> driver().running().isEmpty());

      assertThat(
          Script.answerIn(Files.readString(driver().log())), is(payments.bounded().answer()));
      assertThat(payments.ledger(), is(payments.boundedAnswer().total()));
    }
  }

  private static void awaitCheckpoint() throws Exception {
    long before = checkpoints().completed();
    TestCluster.until(() -> checkpoints().completed() > before);
  }

  @Test
  void whatCanNotBeDoneIsSaid() throws Exception {
    assertThat(cluster.command("savepoint", "ops-dashboard").status(), is(2));
    assertThat(
        cluster.command("resume", "ops-dashboard").err(),
        containsString("no stream 'ops-dashboard' was submitted here"));
    assertThat(cluster.command("logs", "nobody").status(), is(2));
    assertThat(
        cluster
            .submit(
                "daily-revenue",
                "--input",
                cluster.day().folder().toString(),
                "--parallelism",
                "50")
            .err(),
        containsString("daily-revenue wants 50 slots, and"));
    assertThat(
        Script.run("cluster", "flink", "status", "--directory", home.resolve("none").toString())
            .err(),
        containsString("there is no cluster in"));
    assertThat(
        "the run's own mistakes, with its own status",
        cluster
            .submit("daily-revenue", "--input", "nowhere", "--output", home.resolve("x").toString())
            .status(),
        is(2));
  }

  private static ClusterProcess driver() {
    return cluster.process("driver-" + PIPELINE);
  }

  private static FlinkRest rest() throws IOException {
    return new FlinkRest(cluster.read("conf/address").trim());
  }

  private static FlinkRest.Job newest(String name) throws IOException, InterruptedException {
    return rest().jobs().stream().filter(job -> job.name().equals(name)).findFirst().orElseThrow();
  }

  /** What the job, which must be alive, can go on from, and has. */
  private static FlinkRest.Checkpoints checkpoints() throws IOException, InterruptedException {
    FlinkRest.Job job = newest(PIPELINE);
    assertThat(job.toString(), job.hasEnded(), is(false));
    return rest().checkpoints(job).orElseThrow();
  }
}
