package dev.tideline.ops.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.tideline.broker.BrokerProcess;
import dev.tideline.io.files.Folders;
import dev.tideline.s3server.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
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

  private static final String PIPELINE = "fraud-velocity";
  private static final long LOOK = 500; // ms

  @TempDir private static Path home;

  private static Path cluster;
  private static Path world;
  private static S3Server s3;
  private static Path cardKey;

  @BeforeAll
  static void aClusterAndADay() throws Exception {
    // Not in the temporary folder: its processes outlive this one, and where a test was killed,
    // scripts/check ends them.
    cluster = Path.of("target", "cluster").toAbsolutePath();
    Script.run("cluster", words("down")).ok();
    Folders.delete(cluster);
    world = home.resolve("world");
    cardKey = Files.writeString(home.resolve("card.key"), "0123456789abcdef0123");
    Script.run(
            "generate",
            "--output",
            world.toString(),
            "--format",
            "jsonl",
            "--orders",
            "4000",
            "--stores",
            "5",
            "--seed",
            "7",
            "--card-key",
            cardKey.toString())
        .ok();
    s3 = S3Server.start(home.resolve("s3"));
    s3.makeBucket("lake");
    cluster("up").ok();
  }

  @AfterAll
  static void nothingIsLeftRunning() throws Exception {
    cluster("down").ok();
    s3.close();
    assertThat(ClusterProcess.all(cluster.resolve("processes")), hasSize(0));
  }

  @Test
  void aBoundedRunGivesTheAnswerOfOneMachine() throws Exception {
    String[] run = {"daily-revenue", "--input", world.toString(), "--output", "", "--show", "0"};
    run[4] = home.resolve("alone").toString();
    Script alone = Script.run("run", run).ok();
    run[4] = home.resolve("on-cluster").toString();
    Script onCluster = submit(run).ok();

    assertThat(alone.answer(), hasSize(2));
    assertThat(onCluster.answer(), is(alone.answer()));
  }

  @Test
  void aBoundedRunGoesFromBucketToBucket() throws Exception {
    String[] run = {"daily-revenue", "--input", world.toString(), "--output", "", "--show", "0"};
    run[4] = home.resolve("from-disk").toString();
    Script fromDisk = Script.run("run", run).ok();
    upload(world, home.resolve("s3/lake/world"));
    run[2] = "s3://lake/world";
    run[4] = "s3://lake/revenue";
    Script fromBucket = submit(run).ok();

    assertThat(fromBucket.answer(), is(fromDisk.answer()));
  }

  private static void upload(Path folder, Path bucket) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path object = bucket.resolve(folder.relativize(file).toString());
        Files.createDirectories(object.getParent());
        Files.copy(file, object);
      }
    }
  }

  @Test
  void anAnswerIsPublishedThoughItsDriverWasKilled() throws Exception {
    String place = home.resolve("orphaned").toString();
    String[] run = {"daily-revenue", "--input", world.toString(), "--output", "", "--show", "0"};
    run[4] = home.resolve("lived").toString();
    Script lived = Script.run("run", run).ok();
    run[4] = place;
    Process driver = Script.start(home.resolve("orphaned.log"), "cluster", submission(run));
    until(() -> runningRevenue().isPresent());
    FlinkRest.Job job = runningRevenue().orElseThrow();
    Stream.concat(driver.descendants(), Stream.of(driver.toHandle()))
        .forEach(ProcessHandle::destroyForcibly);

    until(
        () ->
            rest().jobs().stream().anyMatch(each -> each.id().equals(job.id()) && each.hasEnded()));
    assertThat(Files.exists(Path.of(place)), is(false));
    Script published = Script.run("publish", "--output", place, "--show", "0").ok();
    Script again = Script.run("publish", "--output", place).ok();

    assertThat(published.answer(), is(lived.answer()));
    assertThat(again.err(), containsString("nothing is left to be published"));
  }

  private static Optional<FlinkRest.Job> runningRevenue() throws IOException, InterruptedException {
    return rest().jobs().stream()
        .filter(job -> job.name().equals("daily-revenue") && !job.hasEnded())
        .findFirst();
  }

  @Test
  void aStreamOutlivesAWorkerAndGoesOnWithFewerAndMoreTasks() throws Exception {
    Script bounded =
        Script.run(
                "run",
                PIPELINE,
                "--input",
                world.toString(),
                "--output",
                home.resolve("bounded").toString(),
                "--card-key",
                cardKey.toString(),
                "--show",
                "0")
            .ok();
    try (BrokerProcess broker = BrokerProcess.start(home.resolve("broker"))) {
      // Some minutes of traffic, so that there is some before and after each turn.
      Process traffic =
          Script.start(
              home.resolve("replay.log"),
              "replay",
              "--input",
              world.toString(),
              "--bootstrap-servers",
              broker.bootstrapServers(),
              "--rate",
              "150");
      try {
        until(() -> hasTopics(broker));
        submit(
                PIPELINE,
                "--mode",
                "stream",
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--stores",
                world.resolve("stores.jsonl").toString(),
                "--group",
                "cluster-test",
                "--output",
                home.resolve("live").toString(),
                "--card-key",
                cardKey.toString(),
                "--show",
                "0",
                "--parallelism",
                "4")
            .ok();
        until(() -> Files.readString(driver().log()).contains(" signals"));
        long before = checkpoints().completed();
        until(() -> checkpoints().completed() > before);

        kill("worker-1");
        cluster("up").ok(); // all four slots are wanted
        until(() -> checkpoints().restored() > 0);
        cluster("savepoint", PIPELINE).ok();
        cluster("resume", PIPELINE, "--parallelism", "1").ok();
        assertThat(traffic.waitFor(), is(0));
        cluster("savepoint", PIPELINE).ok();
        cluster("resume", PIPELINE, "--parallelism", "3", "--until", "now").ok();
        until(() -> driver().running().isEmpty());
      } finally {
        traffic.destroyForcibly();
      }
    }

    assertThat(Script.answerIn(Files.readString(driver().log())), is(bounded.answer()));
  }

  @Test
  void whatCanNotBeDoneIsSaid() throws Exception {
    assertThat(cluster("savepoint", "ops-dashboard").status(), is(2));
    assertThat(
        cluster("resume", "ops-dashboard").err(),
        containsString("no stream 'ops-dashboard' was submitted here"));
    assertThat(cluster("logs", "nobody").status(), is(2));
    assertThat(
        submit("daily-revenue", "--input", world.toString(), "--parallelism", "50").err(),
        containsString("daily-revenue wants 50 slots, and"));
    assertThat(
        Script.run("cluster", "flink", "status", "--directory", home.resolve("none").toString())
            .err(),
        containsString("there is no cluster in"));
    assertThat(
        "the run's own mistakes, with its own status",
        submit("daily-revenue", "--input", "nowhere", "--output", home.resolve("x").toString())
            .status(),
        is(2));
  }

  private static Script submit(String... arguments) throws IOException, InterruptedException {
    return Script.run(s3.environment(), "cluster", submission(arguments));
  }

  private static Script cluster(String... arguments) throws IOException, InterruptedException {
    return Script.run(s3.environment(), "cluster", words(arguments));
  }

  private static String[] submission(String... arguments) {
    return words(Stream.concat(Stream.of("submit"), Stream.of(arguments)).toArray(String[]::new));
  }

  private static String[] words(String... arguments) {
    return Stream.of(
            Stream.of("flink"), Stream.of(arguments), Stream.of("--directory", cluster.toString()))
        .flatMap(words -> words)
        .toArray(String[]::new);
  }

  /** As a failing machine would, without a chance to say good-bye. */
  private static void kill(String process) throws Exception {
    ProcessHandle killed =
        ClusterProcess.named(process, cluster.resolve("processes")).running().orElseThrow();
    killed.destroyForcibly();
    killed.onExit().get();
  }

  private static ClusterProcess driver() {
    return ClusterProcess.named("driver-" + PIPELINE, cluster.resolve("processes"));
  }

  private static FlinkRest rest() throws IOException {
    return new FlinkRest(Files.readString(cluster.resolve("conf").resolve("address")).trim());
  }

  private static FlinkRest.Job newest() throws IOException, InterruptedException {
    return rest().jobs().stream()
        .filter(job -> job.name().equals(PIPELINE))
        .findFirst()
        .orElseThrow();
  }

  /** What the job, which must be alive, can go on from, and has. */
  private static FlinkRest.Checkpoints checkpoints() throws IOException, InterruptedException {
    FlinkRest.Job job = newest();
    assertThat(job.toString(), job.hasEnded(), is(false));
    return rest().checkpoints(job).orElseThrow();
  }

  private static boolean hasTopics(BrokerProcess broker) throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
      return admin
          .listTopics()
          .names()
          .get()
          .containsAll(Set.of("payments.v1", "payments.dlq.v1", "fraud-signals.v1"));
    }
  }

  /** Waits for an event; a hang is found from outside. */
  private static void until(Callable<Boolean> event) throws Exception {
    while (!event.call()) {
      Thread.sleep(LOOK);
    }
  }
}
