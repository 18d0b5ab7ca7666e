package dev.tideline.ops.cluster;

import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.report.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The jobs on a Spark cluster. A job needs its driver all the time: that of a bounded run is ours,
 * or the cluster's if nobody is to wait; that of a stream is the cluster's, which starts it anew
 * when it has died, as it does when an executor is lost.
 */
final class SparkJobs implements Jobs {

  /** Where a driver in the cluster prints its report. */
  static final String REPORT = "stdout";

  /** Where it says all else. */
  static final String MESSAGES = "stderr";

  private static final Pattern DRIVER = Pattern.compile("\"submissionId\" : \"([^\"]+)\"");
  private static final Set<String> LIVE = Set.of("SUBMITTED", "RUNNING", "UNKNOWN");

  /** What a run says at last that has failed, or was not asked right. */
  private static final Pattern GAVE_UP = Pattern.compile("(?m)^([a-z-]+: failed: |Try: )");

  private static final String END_WITH_LOST_EXECUTOR =
      "spark.extraListeners=dev.tideline.spark.EndWithLostExecutor";
  private static final long LOOK = 200; // ms

  private static final String TASKS = "spark.default.parallelism";

  /**
   * Tasks a core in a bounded run. What several steps use, Spark keeps as each task has made it; a
   * step that finds a free core begins before that, and makes it once more. So the last tasks on
   * all cores may be done twice, and the more there are, the less that is.
   */
  private static final int TASKS_A_CORE = 3;

  private final SparkCluster cluster;
  private final Installation installation;
  private final PrintWriter out;

  SparkJobs(SparkCluster cluster, Installation installation, PrintWriter out) {
    this.cluster = cluster;
    this.installation = installation;
    this.out = out;
  }

  @Override
  public ExitCode run(Submission submission, boolean detached)
      throws IOException, InterruptedException {
    if (detached) {
      toCluster(submission, List.of());
      return ExitCode.OK;
    }
    int cores = mustHaveRoom(submission, 1);
    ProcessBuilder builder =
        new ProcessBuilder(
                command(
                    submission, cores, installation.pipelineLogging(), cluster.master(), List.of()))
            .inheritIO();
    builder.environment().putAll(cluster.environment());
    Process driver = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(driver::destroy, "end-driver"));
    return ExitCode.of(driver.waitFor());
  }

  @Override
  public void start(Submission submission) throws IOException, InterruptedException {
    Optional<Submission> before = last(submission.name());
    if (before.isPresent() && isLive(before.get())) {
      throw new UsageException(
          List.of(
              "%s runs already, with %s: stop it with cancel"
                  .formatted(submission.name(), before.get().id())));
    }
    toCluster(submission, List.of("--supervise", "--conf", END_WITH_LOST_EXECUTOR));
  }

  /** Leaves it to the cluster, keeps how, and returns when it works. */
  private void toCluster(Submission submission, List<String> how)
      throws IOException, InterruptedException {
    int cores = mustHaveRoom(submission, 2) - 1; // one is the driver's
    long begun = System.currentTimeMillis();
    List<String> words = new ArrayList<>(List.of("--deploy-mode", "cluster"));
    words.addAll(how);
    ProcessBuilder builder =
        new ProcessBuilder(
                command(
                    submission,
                    cores,
                    installation.engineLogging(),
                    cluster.masterOfDrivers(),
                    words))
            .redirectErrorStream(true);
    builder.environment().putAll(cluster.environment());
    Process client = builder.start();
    String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher driver = DRIVER.matcher(said);
    if (client.waitFor() != 0 || !driver.find()) {
      throw new IOException("the cluster did not take it:\n" + said);
    }
    Submission taken = submission.running(driver.group(1));
    taken.write(cluster.submissions());
    awaitStart(taken, begun);
  }

  /** Returns when a job that was submitted after a moment has got its cores. */
  private void awaitStart(Submission submission, long begun)
      throws IOException, InterruptedException {
    while (true) {
      boolean works =
          cluster.rest().applications().stream()
              .filter(job -> job.name().equals(submission.name()) && job.started() >= begun)
              .anyMatch(job -> job.cores() > 0);
      if (works) {
        out.printf("%s runs with %s%n", submission.name(), submission.id());
        out.printf("what it says: %s%n", file(submission, MESSAGES));
        return;
      }
      boolean gaveUp = GAVE_UP.matcher(messages(submission)).find();
      if (gaveUp && isLive(submission)) {
        cluster.rest().kill(submission.id()); // it would be tried again and again
      }
      if (gaveUp || !isLive(submission)) {
        throw new IOException(
            "%s has ended before it worked:%n%s"
                .formatted(submission.id(), messages(submission).strip()));
      }
      Thread.sleep(LOOK);
    }
  }

  /** How many cores are free: a job that gets none waits for one for ever. */
  private int mustHaveRoom(Submission submission, int least)
      throws IOException, InterruptedException {
    int free = cluster.rest().freeCores();
    if (free < least) {
      throw new UsageException(
          List.of(
              "%s wants %d cores at least, and %d are free: up --workers N makes more"
                  .formatted(submission.name(), least, free)));
    }
    return free;
  }

  @Override
  public void stop(String name) {
    throw new UsageException(
        List.of(
            "Spark has no savepoints: cancel stops a stream, and resume goes on from where its"
                + " consumer group is"));
  }

  /** Goes on from where the consumer group of the stream is. */
  @Override
  public void resume(String name, List<String> options) throws IOException, InterruptedException {
    start(submitted(name).with(options));
  }

  @Override
  public void cancel(String name) throws IOException, InterruptedException {
    Submission submission = submitted(name);
    if (!isLive(submission)) {
      throw new UsageException(List.of("no job '" + name + "' runs"));
    }
    cluster.rest().kill(submission.id());
    while (isLive(submission)) {
      Thread.sleep(LOOK);
    }
    out.println("stopped");
    out.print(printed(submission, REPORT));
    out.flush();
  }

  private boolean isLive(Submission submission) throws IOException, InterruptedException {
    return cluster.rest().stateOf(submission.id()).filter(LIVE::contains).isPresent();
  }

  private Submission submitted(String name) throws IOException, InterruptedException {
    return last(name)
        .orElseThrow(
            () -> new UsageException(List.of("no stream '" + name + "' was submitted here")));
  }

  /** The last one of a name. A driver that was started anew on another worker has another id. */
  private Optional<Submission> last(String name) throws IOException, InterruptedException {
    Optional<Submission> kept = Submission.read(cluster.submissions(), name);
    if (kept.isPresent() && !isLive(kept.get())) {
      for (String driver : cluster.rest().drivers()) {
        Submission anew = kept.get().running(driver);
        if (messages(anew).contains(name + ": running on ")) {
          anew.write(cluster.submissions());
          return Optional.of(anew);
        }
      }
    }
    return kept;
  }

  private String messages(Submission submission) throws IOException {
    return printed(submission, MESSAGES);
  }

  private String printed(Submission submission, String which) throws IOException {
    Path file = file(submission, which);
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private Path file(Submission submission, String which) {
    return cluster.work(submission.id()).resolve(which);
  }

  @Override
  public TextTable all() throws IOException, InterruptedException {
    TextTable jobs = new TextTable(List.of("job", "id", "state", "since", "cores"));
    for (SparkRest.Application job : cluster.rest().applications()) {
      jobs.add(
          List.of(
              job.name(),
              job.id(),
              job.state(),
              Timestamps.format(job.started()),
              Integer.toString(job.cores())));
    }
    return jobs;
  }

  private List<String> command(
      Submission submission, int free, Path logging, String master, List<String> how)
      throws IOException {
    List<String> command =
        installation.javaWithJobJar(
            "1g",
            logging,
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            master,
            "--properties-file",
            cluster.settings().toString(),
            "--class",
            "dev.tideline.pipelines.Main");
    command.addAll(how);
    Optional<String> asked = submission.option("--parallelism");
    asked.ifPresent(cores -> command.addAll(List.of("--total-executor-cores", cores)));
    if (!cluster.sets(TASKS)) {
      int cores = Math.min(free, asked.map(Integer::parseInt).orElse(free));
      int tasks = submission.isStream() ? cores : TASKS_A_CORE * cores;
      // Beam asks Spark before its executors are there, and Spark's own master then says 2.
      command.addAll(List.of("--conf", TASKS + "=" + tasks));
    }
    command.add(installation.jobJar().toString());
    command.add(submission.name());
    command.addAll(submission.with(List.of("--appName=" + submission.name())).arguments());
    command.removeIf(word -> word.startsWith("--parallelism="));
    return command;
  }
}
