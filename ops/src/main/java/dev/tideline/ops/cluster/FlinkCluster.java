package dev.tideline.ops.cluster;

import dev.tideline.pipelines.cli.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A standalone Flink cluster: a job manager and workers, each a process of its own.
 *
 * <p>It stands in a folder: {@code processes/} has the logs and ids of its processes, {@code conf/}
 * its settings, {@code checkpoints/} and {@code savepoints/} what jobs go on from.
 */
final class FlinkCluster {

  private static final String JOB_MANAGER = "jobmanager";
  private static final String WORKER = "worker-";
  private static final String ADDRESS = "address";
  private static final long LOOK = 200; // ms

  /** A worker works on two tasks at a time, so one can take over what another that is lost had. */
  private static final int SLOTS = 2;

  private final Path folder;
  private final Installation installation;
  private final PrintWriter err;

  FlinkCluster(Path folder, Installation installation, PrintWriter err) {
    this.folder = folder.toAbsolutePath().normalize();
    this.installation = installation;
    this.err = err;
  }

  /** Where processes keep their logs. */
  Path processes() {
    return folder.resolve("processes");
  }

  /** The settings of its processes, and of whoever submits to it. */
  Path conf() {
    return folder.resolve("conf");
  }

  /** What jobs there were. */
  Path submissions() {
    return folder.resolve("jobs");
  }

  /** Where it takes requests, or nothing if it is not up. */
  Optional<String> address() throws IOException {
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

  /**
   * Starts what does not run of it, and returns when all workers are there.
   *
   * @param workers how many there are to be
   */
  void up(int workers) throws IOException, InterruptedException {
    if (address().isEmpty()) {
      if (!Files.exists(conf().resolve(ADDRESS)) || running().isEmpty()) {
        configure();
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
              Map.of());
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
            Map.of());
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

  /** Ends all processes, the job manager's last. What jobs can go on from stays. */
  void down() throws IOException, InterruptedException {
    for (ClusterProcess process : ClusterProcess.all(processes())) {
      if (!process.name().equals(JOB_MANAGER)) {
        process.stop();
      }
    }
    jobManager().stop();
  }

  private List<ClusterProcess> running() throws IOException {
    List<ClusterProcess> running = new ArrayList<>();
    for (ClusterProcess process : ClusterProcess.all(processes())) {
      if (process.running().isPresent()) {
        running.add(process);
      }
    }
    return running;
  }

  private ClusterProcess jobManager() {
    return ClusterProcess.named(JOB_MANAGER, processes());
  }

  private ClusterProcess worker(int number) {
    return ClusterProcess.named(WORKER + number, processes());
  }

  /** Writes the settings: those of the product, and where on this machine things are. */
  private void configure() throws IOException {
    Files.createDirectories(conf());
    Files.createDirectories(folder.resolve("tmp"));
    int port = freePort();
    Files.writeString(
        conf().resolve("config.yaml"),
        installation.settings("embedded/config.yaml")
            + installation.settings("config.yaml")
            + installation.settings("cluster.yaml")
            + """
            # Of this cluster.
            rest.port: %d
            rest.bind-port: %d
            jobmanager.rpc.port: %d
            taskmanager.numberOfTaskSlots: %d
            io.tmp.dirs: %s
            state.checkpoints.dir: %s
            state.savepoints.dir: %s
            """
                .formatted(
                    port,
                    port,
                    freePort(),
                    SLOTS,
                    quoted(folder.resolve("tmp").toString()),
                    quoted(folder.resolve("checkpoints").toUri().toString()),
                    quoted(folder.resolve("savepoints").toUri().toString())));
    Files.writeString(conf().resolve(ADDRESS), "localhost:" + port + "\n");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
