package dev.tideline.ops.cluster;

import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.report.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * The jobs on a Flink cluster.
 *
 * <p>A stream is submitted by a process that stays (its driver): it watches the job, and prints the
 * report when it has ended. The job does not need it.
 */
final class FlinkJobs implements Jobs {

  private static final String DRIVER = "driver-";
  private static final String JOB_NAME = "--jobName=";
  private static final String CANCEL_AT_END = "--shutdownOnAttachedExit";
  private static final String DETACHED = "--detached";
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

  @Override
  public ExitCode run(Submission submission, boolean detached)
      throws IOException, InterruptedException {
    mustHaveRoom(cluster.rest(), submission);
    ProcessBuilder builder =
        new ProcessBuilder(command(submission, List.of(detached ? DETACHED : CANCEL_AT_END)))
            .inheritIO();
    builder.environment().putAll(cluster.environment());
    Process driver = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(driver::destroy, "end-driver"));
    return ExitCode.of(driver.waitFor());
  }

  @Override
  public void start(Submission submission) throws IOException, InterruptedException {
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
    driver.start(command(submission, List.of()), cluster.environment());
    while (true) {
      Optional<FlinkRest.Job> job = newest(rest, submission.name());
      boolean isNew =
          job.isPresent() && before.map(old -> !old.id().equals(job.get().id())).orElse(true);
      if (isNew && rest.works(job.get())) {
        submission.running(job.get().id()).write(cluster.submissions());
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

  @Override
  public void stop(String name) throws IOException, InterruptedException {
    Submission submission = submitted(name);
    String place = cluster.rest().stopWithSavepoint(live(name));
    submission.stoppedIn(place).write(cluster.submissions());
    out.println(
        "stopped. It goes on from " + place + " with: ./scripts/cluster flink resume " + name);
    awaitReport(name);
  }

  @Override
  public void resume(String name, List<String> options) throws IOException, InterruptedException {
    Submission last = submitted(name);
    boolean done =
        cluster.rest().jobs().stream()
            .anyMatch(job -> job.id().equals(last.id()) && job.state().equals("FINISHED"));
    if (done) {
      throw new UsageException(List.of(name + " has come to its end: submit it anew"));
    }
    String from =
        cluster
            .newestCheckpoint(last.id())
            .or(() -> Optional.ofNullable(last.from()))
            .orElseThrow(
                () ->
                    new UsageException(
                        List.of(
                            name
                                + " has made no savepoint and no checkpoint: there is nothing to go"
                                + " on from")));
    start(last.stoppedIn(from).with(List.of(RESTORED)).with(options));
  }

  /** What it has kept stays, and nothing is told to go on from it. */
  @Override
  public void cancel(String name) throws IOException, InterruptedException {
    cluster.rest().cancel(live(name));
    submitted(name).stoppedIn(null).write(cluster.submissions());
    out.println("cancelled");
    awaitReport(name);
  }

  @Override
  public TextTable all() throws IOException, InterruptedException {
    FlinkRest rest = cluster.rest();
    TextTable jobs =
        new TextTable(List.of("job", "id", "state", "since", "checkpoints", "restored"));
    for (FlinkRest.Job job : rest.jobs()) {
      Optional<FlinkRest.Checkpoints> checkpoints = rest.checkpoints(job);
      jobs.add(
          List.of(
              job.name(),
              job.id(),
              job.state(),
              Timestamps.format(job.started()),
              checkpoints.map(all -> Long.toString(all.completed())).orElse("-"),
              checkpoints.map(all -> Long.toString(all.restored())).orElse("-")));
    }
    return jobs;
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
        installation.java(
            "1g", installation.pipelineLogging(), "org.apache.flink.client.cli.CliFrontend", "run");
    command.addAll(how);
    if (submission.from() != null) {
      command.addAll(List.of("--fromSavepoint", submission.from()));
    }
    command.add(installation.jobJar().toString());
    command.add(submission.name());
    command.addAll(submission.arguments());
    if (submission.arguments().stream().noneMatch(word -> word.startsWith(JOB_NAME))) {
      command.add(JOB_NAME + submission.name());
    }
    return command;
  }
}
