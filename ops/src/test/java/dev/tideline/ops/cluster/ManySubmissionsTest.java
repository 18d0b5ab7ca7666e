package dev.tideline.ops.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A session cluster of Flink takes one job after the other, and lets go of the classes of each when
 * it has ended. More of them: {@code -Dtideline.submissions=20}.
 */
@Tag("cluster")
@Tag("exhaustive")
class ManySubmissionsTest {

  private static final int SUBMISSIONS = Integer.getInteger("tideline.submissions", 6);

  /** Flink's, one a job. */
  private static final String CLASS_LOADER = " org.apache.flink.util.ChildFirstClassLoader";

  /** The first, in which Hadoop's threads were started, and the last, in a cache of the JDK's. */
  private static final int STAY = 2;

  /** Idle threads end within a minute, and what is kept until memory is short is let go sooner. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final long LOOK = 5_000; // ms; each is a whole garbage collection

  @TempDir private Path home;

  private TestCluster cluster;

  @BeforeEach
  void aCluster() throws Exception {
    cluster = TestCluster.start("flink", home);
  }

  @AfterEach
  void nothingIsLeftRunning() throws Exception {
    cluster.end();
  }

  @Test
  void classesOfRunsOverBucketsAreLetGo() throws Exception {
    GeneratedDay.generate(cluster.object("archive").getParent(), "archive", "parquet", 4_000);
    cluster.submit(cluster.revenueInBucket()).ok();
    for (int number = 1; number < SUBMISSIONS; number++) {
      String input = number % 2 == 0 ? "s3://lake/world" : "s3://lake/archive";
      String output = "s3://lake/revenue-" + number;
      cluster.submit(TestCluster.revenue(input, output, "--parquet")).ok();
    }

    assertThatClassesAreLetGo();
  }

  @Test
  void classesOfStreamsThatWereCancelledAreLetGo() throws Exception {
    try (LivePayments payments = LivePayments.begin(cluster.day(), home, 80)) {
      for (int number = 0; number < SUBMISSIONS; number++) {
        cluster.submit(payments.words("--parallelism", "2")).ok();
        cluster.command("cancel", LivePayments.PIPELINE).ok();
      }

      assertThatClassesAreLetGo();
    }
  }

  private void assertThatClassesAreLetGo() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    Map<String, Integer> kept = classLoaders();
    System.out.printf("class loaders when %d jobs have ended: %s%n", SUBMISSIONS, kept);
    while (kept.values().stream().anyMatch(some -> some > STAY) && Instant.now().isBefore(end)) {
      Thread.sleep(LOOK);
      kept = classLoaders();
    }
    assertThat(kept.toString(), kept.values(), everyItem(is(lessThanOrEqualTo(STAY))));
  }

  /** How many class loaders of jobs live in each process of the cluster. */
  private Map<String, Integer> classLoaders() throws IOException, InterruptedException {
    Map<String, Integer> living = new TreeMap<>();
    for (String name : List.of("jobmanager", "worker-1", "worker-2")) {
      living.put(name, classLoaders(cluster.process(name).running().orElseThrow()));
    }
    return living;
  }

  /** Collects garbage, and counts. */
  private static int classLoaders(ProcessHandle process) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String histogram = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
    assertThat(histogram, jcmd.waitFor(), is(0));
    return histogram
        .lines()
        .filter(line -> line.endsWith(CLASS_LOADER))
        .mapToInt(line -> Integer.parseInt(line.strip().split(" +", 3)[1]))
        .sum();
  }
}
