package dev.tideline.ops.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;

import dev.tideline.io.files.Folders;
import dev.tideline.s3server.S3Server;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * A cluster for a test, with a day of payments and orders, and a bucket; and the commands of {@code
 * scripts/cluster} on it.
 */
final class TestCluster {

  private static final long LOOK = 500; // ms

  private final String engine;
  private final Path folder;
  private final GeneratedDay day;
  private final Path home;
  private final S3Server s3;

  private TestCluster(String engine, Path folder, GeneratedDay day, Path home, S3Server s3) {
    this.engine = engine;
    this.folder = folder;
    this.day = day;
    this.home = home;
    this.s3 = s3;
  }

  /**
   * Starts one, and what it is to work on.
   *
   * @param home where that is
   * @param options of {@code up}
   */
  static TestCluster start(String engine, Path home, String... options) throws Exception {
    // More than tasks, and one for each store.
    GeneratedDay day = GeneratedDay.generate(home, "--partitions", "5");
    S3Server s3 = S3Server.start(home.resolve("s3"));
    s3.makeBucket("lake");
    // Not in the temporary folder: its processes outlive this one, and where a test was killed,
    // scripts/check ends them.
    Path folder = Path.of("target", "cluster-" + engine).toAbsolutePath();
    TestCluster cluster = new TestCluster(engine, folder, day, home, s3);
    cluster.command("down").ok();
    Folders.delete(folder);
    cluster.command(Stream.concat(Stream.of("up"), Stream.of(options)).toArray(String[]::new)).ok();
    return cluster;
  }

  /** Where it keeps what is its own. */
  Path folder() {
    return folder;
  }

  /** What it is to work on. */
  GeneratedDay day() {
    return day;
  }

  /** A bounded run over the day, as {@code scripts/run} and {@code submit} want it. */
  String[] revenue(Path output, String... more) {
    return revenue(day.folder().toString(), output.toString(), more);
  }

  /** A bounded run from and to places as they are typed. */
  static String[] revenue(String input, String output, String... more) {
    return Stream.concat(
            Stream.of("daily-revenue", "--input", input, "--output", output, "--show", "0"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /** The same from and to a bucket, to which the day is brought before. */
  String[] revenueInBucket() throws IOException {
    try (Stream<Path> files = Files.walk(day.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path object = object("world").resolve(day.folder().relativize(file).toString());
        Files.createDirectories(object.getParent());
        Files.copy(file, object);
      }
    }
    return revenue("s3://lake/world", "s3://lake/revenue");
  }

  /** Where the bucket keeps an object, or a folder of them, on this machine's disk. */
  Path object(String name) {
    return home.resolve("s3/lake").resolve(name);
  }

  /** Publishes what a run has left whose driver has gone. */
  Script publish(String output) throws IOException, InterruptedException {
    return Script.run(s3.environment(), "publish", "--output", output, "--show", "0");
  }

  /** Whether no job is under way. */
  boolean isIdle() throws IOException, InterruptedException {
    if (engine.equals("flink")) {
      return new FlinkRest(read("conf/address").trim())
          .jobs().stream().allMatch(FlinkRest.Job::hasEnded);
    }
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Installation installation = new Installation(Path.of("..").toRealPath(), engine);
    SparkRest rest = new SparkCluster(folder, installation, err).rest();
    return rest.drivers().isEmpty()
        && rest.applications().stream()
            .noneMatch(job -> Set.of("WAITING", "RUNNING").contains(job.state()));
  }

  /** Lets the cluster run a pipeline. */
  Script submit(String... arguments) throws IOException, InterruptedException {
    return command(Stream.concat(Stream.of("submit"), Stream.of(arguments)).toArray(String[]::new));
  }

  /** The same in the background. */
  Process submitBeside(Path log, String... arguments) throws IOException {
    return Script.start(
        s3.environment(),
        log,
        "cluster",
        words(Stream.concat(Stream.of("submit"), Stream.of(arguments)).toArray(String[]::new)));
  }

  /** A command on it. */
  Script command(String... arguments) throws IOException, InterruptedException {
    return Script.run(s3.environment(), "cluster", words(arguments));
  }

  private String[] words(String... arguments) {
    return Stream.of(
            Stream.of(engine), Stream.of(arguments), Stream.of("--directory", folder.toString()))
        .flatMap(words -> words)
        .toArray(String[]::new);
  }

  /** A process of it. */
  ClusterProcess process(String name) {
    return ClusterProcess.named(name, folder.resolve("processes"));
  }

  /** What is in a file of its folder. */
  String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  /** Ends a process as a failing machine would, without a chance to say good-bye. */
  void kill(String name) throws Exception {
    ProcessHandle killed = process(name).running().orElseThrow();
    killed.destroyForcibly();
    killed.onExit().get();
  }

  /** Waits for an event; a hang is found from outside. */
  static void until(Callable<Boolean> event) throws Exception {
    while (!event.call()) {
      Thread.sleep(LOOK);
    }
  }

  /** Ends it, and sees to it that nothing is left. */
  void end() throws Exception {
    command("down").ok();
    s3.close();
    assertThat(ClusterProcess.all(folder.resolve("processes")), hasSize(0));
  }
}
