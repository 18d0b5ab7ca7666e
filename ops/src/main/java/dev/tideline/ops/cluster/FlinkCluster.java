package dev.tideline.ops.cluster;

import dev.tideline.io.storage.Storage;
import dev.tideline.pipelines.cli.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A standalone Flink cluster: a job manager and workers, each a process of its own.
 *
 * <p>It stands in a folder: {@code processes/} has the logs and ids of its processes, {@code conf/}
 * its settings, {@code checkpoints/} and {@code savepoints/} what jobs go on from.
 */
final class FlinkCluster implements Cluster {

  private static final String JOB_MANAGER = "jobmanager";
  private static final String WORKER = "worker-";
  private static final String ADDRESS = "address";
  private static final String CHECKPOINTS = "state.checkpoints.dir";
  private static final long LOOK = 200; // ms

  /** A worker works on two tasks at a time, so one can take over what another that is lost had. */
  private static final int SLOTS = 2;

  private final Path folder;
  private final Installation installation;
  private final PrintWriter err;

  FlinkCluster(Path folder, Installation installation, PrintWriter err) {
    this.folder = folder;
    this.installation = installation;
    this.err = err;
  }

  @Override
  public Path processes() {
    return folder.resolve("processes");
  }

  /** The settings of its processes, and of whoever submits to it. */
  Path conf() {
    return folder.resolve("conf");
  }

  /** What a process of it, or one that submits to it, has in its environment. */
  Map<String, String> environment() {
    return Map.of(
        "FLINK_CONF_DIR",
        conf().toString(),
        "FLINK_PLUGINS_DIR",
        installation.library().resolveSibling("plugins").toString());
  }

  /** What jobs there were. */
  Path submissions() {
    return folder.resolve("jobs");
  }

  /**
   * The folder of the last whole checkpoint of a job.
   *
   * @param job its id, or null for none
   */
  Optional<String> newestCheckpoint(String job) throws IOException {
    Path checkpoints =
        Storage.path(Files.readString(conf().resolve(CHECKPOINTS)).strip())
            .resolve(String.valueOf(job));
    if (!Storage.isFolder(checkpoints)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(checkpoints)) {
      return folders
          .filter(checkpoint -> Files.exists(checkpoint.resolve("_metadata")))
          .max(Comparator.comparingLong(FlinkCluster::numberOf))
          .map(checkpoint -> checkpoint.toUri().toString());
    }
  }

  private static long numberOf(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().replaceFirst("chk-", ""));
  }

  @Override
  public Optional<String> address() throws IOException {
    Path address = conf().resolve(ADDRESS);
    return jobManager().running().isPresent() && Files.exists(address)
        ? Optional.of(Files.readString(address).trim())
        : Optional.empty();
  }

  /**
   * Its door for commands.
   *
   * @throws UsageException if it is not up
   */
  FlinkRest rest() throws IOException {
    return new FlinkRest(
        address()
            .orElseThrow(
                () ->
                    new UsageException(
                        List.of(
                            "there is no cluster in %s: ./scripts/cluster flink up"
                                .formatted(folder)))));
  }

  @Override
  public void up(int workers, Map<String, String> settings)
      throws IOException, InterruptedException {
    mustTake(settings);
    if (address().isEmpty()) {
      if (!Files.exists(conf().resolve(ADDRESS)) || ClusterProcess.running(processes()).isEmpty()) {
        configure(settings);
      }
      jobManager()
          .start(
              installation.java(
                  "512m",
                  installation.engineLogging(),
                  "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                  "--configDir",
                  conf().toString(),
                  "--executionMode",
                  "cluster"),
              environment());
    }
    FlinkRest rest = rest();
    for (int number = 1; number <= workers; number++) {
      ClusterProcess worker = worker(number);
      if (worker.running().isEmpty()) {
        err.println("starting " + worker.name() + " ...");
        worker.start(
            installation.java(
                "1g",
                installation.engineLogging(),
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                "--configDir",
                conf().toString(),
                "-D",
                "taskmanager.resource-id=" + worker.name()),
            environment());
      }
    }
    while (rest.slots().orElse(0) < workers * SLOTS) {
      jobManager().mustRun();
      for (int number = 1; number <= workers; number++) {
        worker(number).mustRun();
      }
      Thread.sleep(LOOK);
    }
  }

  /** The job manager's last. */
  @Override
  public void down() throws IOException, InterruptedException {
    for (ClusterProcess process : ClusterProcess.all(processes())) {
      if (!process.name().equals(JOB_MANAGER)) {
        process.stop();
      }
    }
    jobManager().stop();
  }

  private ClusterProcess jobManager() {
    return ClusterProcess.named(JOB_MANAGER, processes());
  }

  private ClusterProcess worker(int number) {
    return ClusterProcess.named(WORKER + number, processes());
  }

  /** Writes the settings: those of the product, where on this machine things are, and others. */
  void configure(Map<String, String> others) throws IOException {
    Files.createDirectories(conf());
    Files.createDirectories(folder.resolve("tmp"));
    int port = ClusterProcess.freePort();
    Map<String, String> own = new TreeMap<>();
    own.put("rest.port", Integer.toString(port));
    own.put("rest.bind-port", Integer.toString(port));
    own.put("jobmanager.rpc.port", Integer.toString(ClusterProcess.freePort()));
    own.put("taskmanager.numberOfTaskSlots", Integer.toString(SLOTS));
    own.put("io.tmp.dirs", folder.resolve("tmp").toString());
    own.put(CHECKPOINTS, folder.resolve("checkpoints").toUri().toString());
    own.put("state.savepoints.dir", folder.resolve("savepoints").toUri().toString());
    String bucketsAt = System.getenv("AWS_ENDPOINT_URL_S3");
    if (bucketsAt != null) {
      own.put("s3.endpoint", bucketsAt);
      own.put("s3.path.style.access", "true");
    }
    own.putAll(others);
    List<String> lines = new ArrayList<>();
    for (String file : List.of("embedded/config.yaml", "config.yaml", "cluster.yaml")) {
      installation
          .settings(file)
          .lines()
          .filter(line -> !own.containsKey(line.replaceFirst(":.*", "")))
          .forEach(lines::add);
    }
    lines.add("# Of this cluster.");
    own.forEach((key, value) -> lines.add(key + ": " + quoted(value)));
    Files.write(conf().resolve("config.yaml"), lines);
    Files.writeString(conf().resolve(CHECKPOINTS), own.get(CHECKPOINTS) + "\n");
    Files.writeString(conf().resolve(ADDRESS), "localhost:" + port + "\n");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
