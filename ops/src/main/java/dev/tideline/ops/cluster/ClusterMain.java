package dev.tideline.ops.cluster;

import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.report.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Starts a cluster on this machine, and runs pipelines on it. */
@Command(
    name = "scripts/cluster",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "An engine as a cluster of separate processes on this machine, which listen on loopback:",
      "  up                  starts a cluster, or what is lost of it",
      "  status              its processes and jobs",
      "  submit PIPELINE ... runs a pipeline on it, with the options of scripts/run: waits for the"
          + " end of a bounded run, and until a stream runs",
      "  savepoint PIPELINE  stops a stream, so that it can go on from there",
      "  resume PIPELINE ... goes on with it, with some other options, such as --parallelism",
      "  cancel PIPELINE     stops a stream for good",
      "  logs [NAME]         what a process has printed, or which there are",
      "  down                ends all processes%n"
    },
    footer = {
      "",
      "Exit status: 0 ok; 2 bad arguments; 3 the books don't balance; 1 anything else."
    })
public final class ClusterMain implements Programs.Program {

  private static final String FLINK = "flink";
  private static final String SPARK = "spark";
  private static final List<String> ACTIONS =
      List.of("up", "status", "submit", "savepoint", "resume", "cancel", "logs", "down");

  @Parameters(index = "0", paramLabel = "flink|spark", description = "The engine.")
  private String engine;

  @Parameters(index = "1", paramLabel = "ACTION", description = "What to do, see above.")
  private String action;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "NAME",
      description = "A pipeline, or for logs a process.")
  private String name;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      description = "With up: how many workers there are to be, of two tasks each (default 2).")
  private String workers;

  @Option(
      names = "--setting",
      paramLabel = "KEY=VALUE",
      description =
          "With up: a setting of the engine's own, such as state.backend.type=rocksdb; as many as"
              + " you like.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--high-availability",
      description =
          "With up, of Flink: keep in a ZooKeeper of its own what the job manager leads. When it is"
              + " lost, up starts another, and jobs go on by themselves.")
  private boolean highAvailability;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "With submit and resume: at how many tasks a pipeline runs.")
  private Integer parallelism;

  @Option(
      names = "--detached",
      description =
          "With submit of a bounded run: don't wait for its end. scripts/publish publishes its"
              + " answer when it has ended.")
  private boolean detached;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description =
          "Where the cluster keeps its settings, logs, checkpoints and savepoints (default:"
              + " cluster-ENGINE).")
  private Path directory;

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Spec private CommandSpec spec;

  /** Does what is asked, and ends the process. */
  public static void main(String[] arguments) {
    System.exit(Programs.run(new ClusterMain(), arguments));
  }

  @Override
  public List<String> mistakes() {
    List<String> found = new ArrayList<>();
    if (engine != null && !List.of(FLINK, SPARK).contains(engine)) {
      found.add("'" + engine + "' is no engine that clusters can be made of: flink or spark");
    }
    if (action != null && !ACTIONS.contains(action)) {
      found.add("'" + action + "' is none of " + String.join(", ", ACTIONS));
    }
    if (name == null
        && List.of("submit", "savepoint", "resume", "cancel").contains(String.valueOf(action))) {
      found.add("NAME is missing: which pipeline?");
    }
    if ("submit".equals(action) && name != null && Pipelines.named(name).isEmpty()) {
      found.add("'" + name + "' is no pipeline");
    }
    if (!List.of("submit", "resume").contains(String.valueOf(action))) {
      arguments.forEach(word -> found.add("unknown argument: " + word));
    }
    if (!settings.isEmpty() && !"up".equals(action)) {
      found.add("--setting is for up");
    }
    if (highAvailability && !("up".equals(action) && FLINK.equals(engine))) {
      found.add(
          "--high-availability is for flink up: a master of Spark always knows again its jobs");
    }
    if (detached && !"submit".equals(action)) {
      found.add("--detached is for submit");
    }
    if (!workers.matches("[1-9][0-9]?")) {
      found.add("--workers wants a number from 1 to 99, not '" + workers + "'");
    }
    return found;
  }

  @Override
  public ExitCode run() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Installation installation = Installation.of(engine);
    Path folder =
        (directory == null ? Path.of("cluster-" + engine) : directory).toAbsolutePath().normalize();
    Cluster cluster;
    Jobs jobs;
    if (engine.equals(SPARK)) {
      SparkCluster spark = new SparkCluster(folder, installation, spec.commandLine().getErr());
      cluster = spark;
      jobs = new SparkJobs(spark, installation, out);
    } else {
      FlinkCluster flink = new FlinkCluster(folder, installation, spec.commandLine().getErr());
      cluster = flink;
      jobs = new FlinkJobs(flink, installation, out);
    }
    switch (action) {
      case "up" -> {
        if (highAvailability) {
          settings.putIfAbsent(FlinkCluster.HIGH_AVAILABILITY, FlinkCluster.ZOOKEEPER);
        }
        cluster.up(Integer.parseInt(workers), settings);
        out.printf("up at http://%s%n", cluster.address().orElseThrow());
      }
      case "status" -> status(cluster, jobs, out);
      case "submit" -> {
        return submit(jobs);
      }
      case "savepoint" -> jobs.stop(name);
      case "resume" -> jobs.resume(name, options());
      case "cancel" -> jobs.cancel(name);
      case "logs" -> logs(cluster, out);
      default -> cluster.down();
    }
    out.flush();
    return ExitCode.OK;
  }

  private ExitCode submit(Jobs jobs) throws IOException, InterruptedException {
    Submission submission = new Submission(name, options(), null, null);
    if (!submission.isStream()) {
      return jobs.run(submission, detached);
    }
    if (detached) {
      throw new UsageException(
          List.of("--detached is for bounded runs: what watches a stream is in the background"));
    }
    jobs.start(submission);
    return ExitCode.OK;
  }

  private List<String> options() {
    List<String> options = Submission.asOptions(arguments);
    if (parallelism != null) {
      options.add("--parallelism=" + parallelism);
    }
    return options;
  }

  private static void status(Cluster cluster, Jobs jobs, PrintWriter out)
      throws IOException, InterruptedException {
    TextTable processes = new TextTable(List.of("process", "pid", "state"));
    List<ClusterProcess> all = ClusterProcess.all(cluster.processes());
    for (ClusterProcess process : all) {
      Optional<ProcessHandle> running = process.running();
      processes.add(
          List.of(
              process.name(),
              running.map(handle -> Long.toString(handle.pid())).orElse("-"),
              running.isPresent() ? "runs" : "has ended"));
    }
    if (!all.isEmpty()) {
      out.println(processes);
    }
    out.print(jobs.all());
  }

  private void logs(Cluster cluster, PrintWriter out) throws IOException {
    Map<String, Path> logs = cluster.logs();
    if (name == null) {
      logs.forEach((process, log) -> out.printf("%s  %s%n", process, log));
      return;
    }
    if (!logs.containsKey(name)) {
      throw new UsageException(
          List.of("no process '" + name + "' was started here: logs names them"));
    }
    out.print(Files.readString(logs.get(name)));
  }
}
