package dev.tideline.ops.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The product's one jar on a real Spark cluster of separate processes: same answers as on one
 * machine, wherever the driver is, and though a worker is killed.
 */
@Tag("cluster")
class SparkClusterTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path home;

  private static TestCluster cluster;
  private static Script alone;

  @BeforeAll
  static void aClusterAndADay() throws Exception {
    Path events = Files.createDirectory(home.resolve("events"));
    cluster =
        TestCluster.start(
            "spark",
            home,
            "--setting",
            "spark.eventLog.enabled=true",
            "--setting",
            "spark.eventLog.dir=" + events.toUri());
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
  void aBoundedRunHasThreeTasksForEachCore() throws Exception {
    cluster.submit(cluster.revenue(home.resolve("spread"))).ok();

    assertThat("tasks of stages, on two workers of two cores", tasks(), hasItem(12));
  }

  @Test
  void aBoundedRunGoesFromBucketToBucket() throws Exception {
    assertThat(cluster.submit(cluster.revenueInBucket()).ok().answer(), is(alone.answer()));
  }

  @Test
  void aDriverInTheClusterPublishesTheAnswer() throws Exception {
    Path place = home.resolve("detached");
    cluster.submit(cluster.revenue(place, "--detached")).ok();
    until("daily-revenue", () -> report("daily-revenue").contains("LEDGER "));

    assertThat(Script.answerIn(report("daily-revenue")), is(alone.answer()));
    assertThat(Files.exists(place), is(true));
  }

  @Test
  @Tag("exhaustive")
  void aStreamOutlivesAWorkerAndGoesOnWhereItWasStopped() throws Exception {
    String pipeline = LivePayments.PIPELINE;
    try (LivePayments payments = LivePayments.begin(cluster.day(), home, 60)) {
      cluster.submit(payments.words("--parallelism", "2")).ok();
      until(pipeline, () -> messages(pipeline).contains(" signals"));

      cluster.kill("worker-1");
      cluster.command("up").ok();
      payments.awaitLast();
      cluster.command("cancel", pipeline).ok();
      cluster.command("resume", pipeline, "--until", "now").ok();
      until(pipeline, () -> report(pipeline).contains("LEDGER "));

      assertThat(Script.answerIn(report(pipeline)), is(payments.bounded().answer()));
    }
  }

  @Test
  void whatCanNotBeDoneIsSaid() throws Exception {
    assertThat(
        cluster.command("savepoint", "ops-dashboard").err(),
        containsString("Spark has no savepoints: cancel stops a stream"));
    assertThat(
        cluster.command("resume", "ops-dashboard").err(),
        containsString("no stream 'ops-dashboard' was submitted here"));
    assertThat(cluster.command("logs", "nobody").status(), is(2));
    assertThat(
        "the run's own mistakes, with its own status",
        cluster
            .submit("daily-revenue", "--input", "nowhere", "--output", home.resolve("x").toString())
            .status(),
        is(2));
  }

  /** Waits for something that a driver is to say, which must not fail. */
  private static void until(String pipeline, Callable<Boolean> said) throws Exception {
    TestCluster.until(
        () -> {
          assertThat(messages(pipeline), not(containsString(pipeline + ": failed")));
          return said.call();
        });
  }

  /** How many tasks each stage of the last run had, by Spark's own account. */
  private static List<Integer> tasks() throws IOException {
    List<Integer> tasks = new ArrayList<>();
    try (Stream<Path> logs = Files.list(home.resolve("events"))) {
      // Ids begin with the time.
      for (String line : Files.readAllLines(logs.max(Comparator.naturalOrder()).orElseThrow())) {
        JsonNode event = JSON.readTree(line);
        if (event.path("Event").asText().equals("SparkListenerStageCompleted")) {
          tasks.add(event.path("Stage Info").path("Number of Tasks").asInt());
        }
      }
    }
    return tasks;
  }

  private static String messages(String pipeline) throws IOException {
    return printed(pipeline, SparkJobs.MESSAGES);
  }

  private static String report(String pipeline) throws IOException {
    return printed(pipeline, SparkJobs.REPORT);
  }

  /** What the last driver of a pipeline has printed so far. */
  private static String printed(String pipeline, String which) throws IOException {
    Submission last = Submission.read(cluster.folder().resolve("jobs"), pipeline).orElseThrow();
    return cluster.read("work/" + last.id() + "/" + which);
  }
}
