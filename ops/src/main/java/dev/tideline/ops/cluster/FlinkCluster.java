package dev.tideline.ops.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tideline.io.files.Folders;
import dev.tideline.io.storage.Storage;
import dev.tideline.pipelines.cli.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
 * its settings, {@code checkpoints/} and {@code savepoints/} what jobs go on from; and if it is
 * highly available, {@code zookeeper/} and {@code high-availability/} what another job manager has
 * to know of the jobs of one that was lost.
 */
final class FlinkCluster implements Cluster {

  /** The setting by which jobs outlive their job manager. */
  static final String HIGH_AVAILABILITY = "high-availability.type";

  /** Its value for ZooKeeper, and the name of the process of it. */
  static final String ZOOKEEPER = "zookeeper";

  private static final String QUORUM = "high-availability.zookeeper.quorum";

  private static final String JOB_MANAGER = "jobmanager";
  private static final String WORKER = "worker-";
  private static final String ADDRESS = "address";
  private static final String CONFIG = "config.yaml";
  private static final String CHECKPOINTS = "state.checkpoints.dir";
  private static final long LOOK = 200; // ms
  private static final int ANSWERED_WITHIN = 5_000; // ms
  private static final Duration PATIENCE = Duration.ofSeconds(30);

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
   * @throws IOException if it is, and its job manager can't know what it leads
   */
  FlinkRest rest() throws IOException {
    FlinkRest rest =
        new FlinkRest(
            address()
                .orElseThrow(
                    () ->
                        new UsageException(
                            List.of(
                                "there is no cluster in %s, or its job manager was lost: ./scripts/cluster flink up"
                                    .formatted(folder)))));
    mustHaveQuorum();
    return rest;
  }

  @Override
  public boolean has(Map<String, String> settings) throws IOException {
    Path config = conf().resolve(CONFIG);
    return settings.isEmpty()
        || (Files.exists(config)
            && Files.readAllLines(config)
                .containsAll(settings.entrySet().stream().map(FlinkCluster::line).toList()));
  }

  @Override
  public void up(int workers, Map<String, String> settings)
      throws IOException, InterruptedException {
    mustTake(settings);
    if (!Files.exists(conf().resolve(ADDRESS)) || ClusterProcess.running(processes()).isEmpty()) {
      configure(settings);
    }
    startZooKeeper();
    if (address().isEmpty()) {
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

  /** The job manager after those that it leads, and then what it needs itself. */
  @Override
  public void down() throws IOException, InterruptedException {
    for (ClusterProcess process : ClusterProcess.all(processes())) {
      if (!List.of(JOB_MANAGER, ZOOKEEPER).contains(process.name())) {
        process.stop();
      }
    }
    jobManager().stop();
    zooKeeper().stop();
  }

  /** Starts the ZooKeeper that is its own, if it is to have one, and returns when it answers. */
  private void startZooKeeper() throws IOException, InterruptedException {
    if (Files.exists(zooKeeperConfig()) && zooKeeper().running().isEmpty()) {
      zooKeeper()
          .start(
              installation.java(
                  "128m",
                  installation.engineLogging(),
                  "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
                  "--zkConfigFile",
                  zooKeeperConfig().toString(),
                  "--peerId",
                  "1"),
              environment());
      Instant latest = Instant.now().plus(PATIENCE);
      while (!answers(quorum()) && Instant.now().isBefore(latest)) {
        zooKeeper().mustRun();
        Thread.sleep(LOOK);
      }
    }
    mustHaveQuorum();
  }

  /**
   * Makes sure that a job manager that is highly available can be told what it leads: without it,
   * it takes no jobs, and those that it had wait.
   *
   * @throws IOException if it can't
   */
  private void mustHaveQuorum() throws IOException {
    String quorum = quorum();
    if (quorum.isEmpty() || Stream.of(quorum.split(",", -1)).anyMatch(FlinkCluster::answers)) {
      return;
    }
    String wayOut =
        Files.exists(zooKeeperConfig())
            ? zooKeeper().running().isEmpty()
                ? "./scripts/cluster flink up starts it again"
                : "it runs, and says why in %s; ./scripts/cluster flink down ends it"
                    .formatted(zooKeeper().log())
            : "is it up there?";
    throw new IOException(
        "ZooKeeper does not answer at %s, so that the job manager leads no job and takes none: %s"
            .formatted(quorum, wayOut));
  }

  /** Where ZooKeeper is, HOST:PORT of each peer after a comma; empty without. */
  private String quorum() throws IOException {
    Path quorum = conf().resolve(QUORUM);
    return Files.exists(quorum) ? Files.readString(quorum).strip() : "";
  }

  /** Whether a peer, HOST:PORT, is one of a whole quorum. */
  private static boolean answers(String peer) {
    URI address = URI.create("zookeeper://" + peer.strip());
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(ANSWERED_WITHIN);
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), ANSWERED_WITHIN);
      socket.getOutputStream().write("srvr".getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII).contains("Mode: ");
    } catch (IOException silent) {
      return false;
    }
  }

  private ClusterProcess zooKeeper() {
    return ClusterProcess.named(ZOOKEEPER, processes());
  }

  /** Is there if it is to have a ZooKeeper of its own. */
  private Path zooKeeperConfig() {
    return conf().resolve("zoo.cfg");
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
    List<Integer> ports = ClusterProcess.freePorts(3);
    int port = ports.get(0);
    Map<String, String> own = new TreeMap<>();
    own.put("rest.port", Integer.toString(port));
    own.put("rest.bind-port", Integer.toString(port));
    own.put("jobmanager.rpc.port", Integer.toString(ports.get(1)));
    own.put("taskmanager.numberOfTaskSlots", Integer.toString(SLOTS));
    own.put("io.tmp.dirs", folder.resolve("tmp").toString());
    own.put(CHECKPOINTS, folder.resolve("checkpoints").toUri().toString());
    own.put("state.savepoints.dir", folder.resolve("savepoints").toUri().toString());
    String bucketsAt = System.getenv("AWS_ENDPOINT_URL_S3");
    if (bucketsAt != null) {
      own.put("s3.endpoint", bucketsAt);
      own.put("s3.path.style.access", "true");
    }
    Files.deleteIfExists(zooKeeperConfig());
    if (ZOOKEEPER.equals(others.get(HIGH_AVAILABILITY)) && !others.containsKey(QUORUM)) {
      own.putAll(newZooKeeper(ports.get(2)));
    }
    own.putAll(others);
    List<String> lines = new ArrayList<>();
    for (String file : List.of("embedded/config.yaml", CONFIG, "cluster.yaml")) {
      installation
          .settings(file)
          .lines()
          .filter(line -> !own.containsKey(line.replaceFirst(":.*", "")))
          .forEach(lines::add);
    }
    lines.add("# Of this cluster.");
    own.entrySet().forEach(setting -> lines.add(line(setting)));
    Files.write(conf().resolve(CONFIG), lines);
    Files.writeString(conf().resolve(QUORUM), own.getOrDefault(QUORUM, "") + "\n");
    Files.writeString(conf().resolve(CHECKPOINTS), own.get(CHECKPOINTS) + "\n");
    Files.writeString(conf().resolve(ADDRESS), "localhost:" + port + "\n");
  }

  /**
   * Sets up a ZooKeeper of its own, of one peer: another would be of use on another machine. The
   * jobs that one before it knew of ended with their cluster.
   *
   * @return the settings by which it is found
   */
  private Map<String, String> newZooKeeper(int port) throws IOException {
    Path data = folder.resolve(ZOOKEEPER);
    Path jobs = folder.resolve("high-availability");
    Folders.delete(data);
    Folders.delete(jobs);
    Files.write(
        zooKeeperConfig(),
        List.of(
            "dataDir=" + data,
            "clientPort=" + port,
            "clientPortAddress=localhost",
            "# A web page on all interfaces.",
            "admin.enableServer=false"));
    return Map.of(
        QUORUM,
        "localhost:" + port,
        "high-availability.storageDir",
        jobs.toUri().toString(),
        "high-availability.cluster-id",
        "/tideline");
  }

  private static String line(Map.Entry<String, String> setting) {
    return "%s: '%s'".formatted(setting.getKey(), setting.getValue().replace("'", "''"));
  }
}
