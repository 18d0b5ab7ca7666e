package dev.tideline.ops.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.stringContainsInOrder;

import dev.tideline.broker.BrokerProcess;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What earlier releases have left is read by this one: streams on Flink go on from their
 * checkpoints and savepoints, the archive and published days stand. What they have left is in
 * {@code testdata/releases}, made by each before it went out:
 *
 * <pre>
 * world/     a day, lines of JSON; archive/ the same in Parquet
 * broker/    Kafka, to which all of it was sent
 * live-*&#47;    tables and checkpoints of streams that were stopped in the midst of it; of one, on a
 *            cluster, the savepoint, which lies where checkpoints do
 * books/     the day, published
 * </pre>
 */
@Tag("cluster")
class ReleasesTest {

  private static final Path RELEASES = Path.of("..", "testdata", "releases");
  private static final String SAVEPOINT = "live-savepoint";
  private static final List<String> PIPELINES =
      List.of("fraud-velocity", "ops-dashboard", "daily-revenue");
  private static final List<Left> STREAMS =
      List.of(
          new Left("fraud-velocity", "live-fraud-velocity", 1),
          new Left("ops-dashboard", "live-ops-dashboard", 3),
          new Left("daily-revenue", "live-daily-revenue", 2),
          new Left("fraud-velocity", SAVEPOINT, 2));
  private static final int ORDERS = 400;
  private static final int RATE = 10; // records a second: it takes some two minutes to send them

  @TempDir private Path home;

  /**
   * A stream that was stopped.
   *
   * @param output where it wrote
   * @param tasks with which it is to go on: it had 2, and that with a savepoint 3
   */
  private record Left(String pipeline, String output, int tasks) {}

  static List<Path> releases() throws IOException {
    try (Stream<Path> files = Files.list(RELEASES)) {
      return files.filter(file -> file.toString().endsWith(".tar.gz")).sorted().toList();
    }
  }

  @Test
  void thereAreSome() throws IOException {
    assertThat(releases().isEmpty(), is(false));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void streamsGoOnFromItsCheckpointsAndSavepoints(Path release) throws Exception {
    unpack(release);
    try (BrokerProcess broker = BrokerProcess.start(home.resolve("broker"))) {
      for (Left left : STREAMS) {
        String[] words =
            stream(
                left.pipeline,
                left.output,
                broker,
                "--runner",
                "flink",
                "--parallelism=" + left.tasks,
                "--until",
                "now");
        Script ended = Script.run("run", words).ok();

        assertThat(ended.err(), containsString("from the newest checkpoint"));
        assertThat(ended.answer(), hasSize(2));
        assertThat(left.output, ended.answer(), is(bounded(left.pipeline, "world").answer()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void itsArchiveIsRead(Path release) throws Exception {
    unpack(release);
    for (String pipeline : PIPELINES) {
      Script archived = bounded(pipeline, "archive");
      Script lines = bounded(pipeline, "world");

      assertThat(archived.answer(), hasSize(2));
      // A line that is broken is in no archive, so ledgers differ.
      assertThat(pipeline, archived.answer().get(0), is(lines.answer().get(0)));
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void itsPublishedDaysStand(Path release) throws Exception {
    unpack(release);
    String shown = revenue("show", "--date", "2026-03-17");
    assertThat(shown, containsString("DIGEST "));
    assertThat(publish().out(), stringContainsInOrder("2026-03-17", "v1", "unchanged"));
    assertThat(revenue("show", "--date", "2026-03-17"), is(shown));
  }

  /** Makes what the others read; {@code -Dtideline.release=VERSION} asks for it. */
  @Test
  @EnabledIfSystemProperty(named = "tideline.release", matches = ".+")
  void writes() throws Exception {
    GeneratedDay day = GeneratedDay.generate(home, "world", "jsonl", ORDERS);
    GeneratedDay.generate(home, "archive", "parquet", ORDERS);
    publish().ok();
    onCluster("up");
    try (BrokerProcess broker = BrokerProcess.start(home.resolve("broker"))) {
      Process replay = LivePayments.replay(day, home, broker, RATE);
      LivePayments.awaitTopics(broker);
      leaveASavepoint(broker);
      for (String pipeline : PIPELINES) {
        Process stream =
            Script.start(
                home.resolve(pipeline + ".log"),
                "run",
                stream(pipeline, "live-" + pipeline, broker, "--runner", "flink"));
        TestCluster.until(
            () -> Files.readString(home.resolve(pipeline + ".log")).contains(" records read"));
        TestCluster.until(() -> hasCheckpoint(pipeline));
        stream.destroy();
        assertThat(pipeline, stream.waitFor(), is(0));
        assertThat("it is stopped in the midst", replay.isAlive(), is(true));
      }
      assertThat(replay.waitFor(), is(0));
    } finally {
      onCluster("down");
    }
    Files.createDirectories(RELEASES);
    pack(RELEASES.resolve(System.getProperty("tideline.release") + ".tar.gz"));
  }

  private void leaveASavepoint(BrokerProcess broker) throws Exception {
    String pipeline = LivePayments.PIPELINE;
    onCluster("submit", stream(pipeline, SAVEPOINT, broker, "--parallelism", "3"));
    Path log = ClusterProcess.named("driver-" + pipeline, home.resolve("cluster/processes")).log();
    TestCluster.until(() -> Files.readString(log).contains(" records read"));
    onCluster("savepoint", pipeline);
    Path state = home.resolve(SAVEPOINT).resolve("state").resolve(pipeline);
    Path kept = Files.createDirectories(state.resolve("checkpoints/savepoint"));
    Files.createFile(state.resolve(".tideline-state"));
    try (Stream<Path> savepoints = Files.list(home.resolve("cluster/savepoints"))) {
      Files.move(savepoints.findFirst().orElseThrow(), kept.resolve("chk-0"));
    }
  }

  private void onCluster(String command, String... arguments) throws Exception {
    Script.run(
            "cluster",
            Stream.of(
                    Stream.of("flink", command),
                    Stream.of(arguments),
                    Stream.of("--directory", home.resolve("cluster").toString()))
                .flatMap(words -> words)
                .toArray(String[]::new))
        .ok();
  }

  private boolean hasCheckpoint(String pipeline) throws IOException {
    PathMatcher whole = FileSystems.getDefault().getPathMatcher("glob:**/chk-*/_metadata");
    try (Stream<Path> files = Files.walk(home.resolve("live-" + pipeline))) {
      return files.anyMatch(whole::matches);
    }
  }

  private String[] stream(String pipeline, String output, BrokerProcess broker, String... more) {
    return words(
        pipeline,
        Stream.concat(
            Stream.of(
                "--mode",
                "stream",
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--stores",
                home.resolve("world/stores.jsonl").toString(),
                "--group",
                "a-release",
                "--output",
                home.resolve(output).toString()),
            Stream.of(more)));
  }

  private Script bounded(String pipeline, String input) throws Exception {
    return Script.run(
            "run",
            words(
                pipeline,
                Stream.of(
                    "--input",
                    home.resolve(input).toString(),
                    "--output",
                    home.resolve(input + "-" + pipeline).toString())))
        .ok();
  }

  private String[] words(String pipeline, Stream<String> options) {
    Stream<String> cards =
        pipeline.equals(LivePayments.PIPELINE)
            ? Stream.of("--card-key", home.resolve("card.key").toString())
            : Stream.of();
    return Stream.of(Stream.of(pipeline), options, cards, Stream.of("--show", "0"))
        .flatMap(words -> words)
        .toArray(String[]::new);
  }

  private Script publish() throws Exception {
    return Script.run(
        "run",
        "daily-revenue",
        "--input",
        home.resolve("world").toString(),
        "--output",
        home.resolve("books").toString(),
        "--date",
        "2026-03-17");
  }

  private String revenue(String action, String... more) throws Exception {
    return Script.run(
            "revenue",
            Stream.concat(
                    Stream.of(action, "--output", home.resolve("books").toString()),
                    Stream.of(more))
                .toArray(String[]::new))
        .ok()
        .out();
  }

  private void unpack(Path release) throws IOException, InterruptedException {
    tar("-xzf", release.toAbsolutePath().toString());
  }

  private void pack(Path release) throws IOException, InterruptedException {
    tar(
        "-czf",
        release.toAbsolutePath().toString(),
        "card.key",
        "world",
        "archive",
        "books",
        "broker",
        "live-fraud-velocity",
        "live-ops-dashboard",
        "live-daily-revenue",
        SAVEPOINT);
  }

  private void tar(String... words) throws IOException, InterruptedException {
    ProcessBuilder tar =
        new ProcessBuilder(
            Stream.concat(Stream.of("tar", "-C", home.toString()), Stream.of(words)).toList());
    assertThat(tar.inheritIO().start().waitFor(), is(0));
  }
}
