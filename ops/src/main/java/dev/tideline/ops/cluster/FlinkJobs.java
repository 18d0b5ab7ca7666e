package dev.tideline.ops.cluster;

import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The jobs on a Flink cluster. A job is named after its pipeline, and there is one of a name.
 *
 * <p>A stream is submitted by a process that stays (its driver): it watches the job, and prints the
 * report when it has ended. The job does not need it.
 */
final class FlinkJobs {

  private static final String DRIVER = "driver-";
  private static final String JOB_NAME = "--jobName=";
  private static final String CANCEL_AT_END = "--shutdownOnAttachedExit";
  private static final String RESTORED = "--restored=true";
  private static final long LOOK = 200; // ms

  private final FlinkCluster cluster;
  private final Installation installation;
  private final PrintWriter out;

  FlinkJobs(FlinkCluster cluster, Installation installation, PrintWriter out) {
    this.cluster = cluster;
    this.installation = installation;
    this.out = out;
  }

  /**
   * Submits a bounded run, waits for its end, and passes on what it prints.
   *
   * @return how it ended
   */
  ExitCode run(Submission submission) throws IOException, InterruptedException {
    mustHaveRoom(cluster.rest(), submission);
    ProcessBuilder builder =
        new ProcessBuilder(command(submission, List.of(CANCEL_AT_END))).inheritIO();
    builder.environment().putAll(environment());
    Process driver = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(driver::destroy, "end-driver"));
    return ExitCode.of(driver.waitFor());
  }

  /** Submits a stream, and returns when it runs. */
  void start(Submission submission) throws IOException, InterruptedException {
    FlinkRest rest = cluster.rest();
    Optional<FlinkRest.Job> before = newest(rest, submission.name());
    if (before.isPresent() && !before.get().hasEnded()) {
      throw new UsageException(
          List.of(
              "%s runs already, as job %s: stop it with savepoint or cancel"
                  .formatted(submission.name(), before.get().id())));
    }
    mustHaveRoom(rest, submission);
    ClusterProcess driver = driver(submission.name());
    driver.stop(); // of the job before, if it is about to print
    submission.write(cluster.submissions());
    driver.start(command(submission, List.of()), environment());
    while (true) {
      Optional<FlinkRest.Job> job = newest(rest, submission.name());
      boolean isNew =
          job.isPresent() && before.map(old -> !old.id().equals(job.get().id())).orElse(true);
      if (isNew && rest.works(job.get())) {
        out.printf("%s runs as job %s%n", submission.name(), job.get().id());
        out.printf("what it says: %s%n", driver.log());
        return;
      }
      driver.mustRun();
      Thread.sleep(LOOK);
    }
  }

  /** A job that needs more slots than there are would wait for workers, a day if need be. */
  private static void mustHaveRoom(FlinkRest rest, Submission submission)
      throws IOException, InterruptedException {
    String wanted = submission.option("--parallelism").orElse("1");
    int free = rest.freeSlots();
    if (wanted.matches("[0-9]{1,6}") && Integer.parseInt(wanted) > free) {
      throw new UsageException(
          List.of(
              "%s wants %s slots, and %d are free: up --workers N makes more, --parallelism takes less"
                  .formatted(submission.name(), wanted, free)));
    }
  }

  /** Stops a stream so that it can go on from there. */
  void stop(String name) throws IOException, InterruptedException {
    Submission submission = submitted(name);
    String place = cluster.rest().stopWithSavepoint(live(name));
    submission.stoppedIn(place).write(cluster.submissions());
    out.println(
        "stopped. It goes on from " + place + " with: ./scripts/cluster flink resume " + name);
    awaitReport(name);
  }

  /**
   * Goes on where a stream was stopped.
   *
   * @param options those that are to be others than before
   */
  void resume(String name, List<String> options) throws IOException, InterruptedException {
    Submission stopped = submitted(name);
    if (stopped.savepoint() == null) {
      throw new UsageException(
          List.of(
              "%s was not stopped with a savepoint: there is nothing to go on from"
                  .formatted(name)));
    }
    start(stopped.with(List.of(RESTORED)).with(options));
  }

  /** Cancels a stream; what it has kept stays, and nothing is told to go on from it. */
  void cancel(String name) throws IOException, InterruptedException {
    cluster.rest().cancel(live(name));
    submitted(name).stoppedIn(null).write(cluster.submissions());
    out.println("cancelled");
    awaitReport(name);
  }

  /** Its driver has something to say when a job has ended. */
  private void awaitReport(String name) throws IOException, InterruptedException {
    ClusterProcess driver = driver(name);
    while (driver.running().isPresent()) {
      Thread.sleep(LOOK);
    }
    out.print(Files.readString(driver.log()));
    out.flush();
  }

  private FlinkRest.Job live(String name) throws IOException, InterruptedException {
    return newest(cluster.rest(), name)
        .filter(job -> !job.hasEnded())
        .orElseThrow(() -> new UsageException(List.of("no job '" + name + "' runs")));
  }

  private Submission submitted(String name) throws IOException {
    return Submission.read(cluster.submissions(), name)
        .orElseThrow(
            () -> new UsageException(List.of("no stream '" + name + "' was submitted here")));
  }

  private static Optional<FlinkRest.Job> newest(FlinkRest rest, String name)
      throws IOException, InterruptedException {
    return rest.jobs().stream().filter(job -> job.name().equals(name)).findFirst();
  }

  private ClusterProcess driver(String name) {
    return ClusterProcess.named(DRIVER + name, cluster.processes());
  }

  private List<String> command(Submission submission, List<String> how) {
    List<String> command =
        new ArrayList<>(
            installation.java(
                "1g",
                installation.pipelineLogging(),
                "org.apache.flink.client.cli.CliFrontend",
                "run"));
    command.addAll(how);
    if (submission.savepoint() != null) {
      command.addAll(List.of("--fromSavepoint", submission.savepoint()));
    }
    command.add(installation.jobJar().toString());
    command.add(submission.name());
    command.addAll(submission.arguments());
    if (submission.arguments().stream().noneMatch(word -> word.startsWith(JOB_NAME))) {
      command.add(JOB_NAME + submission.name());
    }
    return command;
  }

  private Map<String, String> environment() {
    Path conf = cluster.conf();
    return Map.of("FLINK_CONF_DIR", conf.toString());
  }
}
