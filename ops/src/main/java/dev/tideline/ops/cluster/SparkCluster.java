package dev.tideline.ops.cluster;

import dev.tideline.io.files.Folders;
import dev.tideline.pipelines.cli.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A standalone Spark cluster: a master and workers, each a process of its own, which start
 * executors and drivers.
 *
 * <p>It stands in a folder: {@code processes/} has the logs and ids of its processes, {@code conf/}
 * its settings, {@code work/} what executors and drivers print, {@code recovery/} what another
 * master has to know of the workers and jobs of one that was lost.
 */
final class SparkCluster implements Cluster {

  private static final String MASTER = "master";
  private static final String WORKER = "worker-";
  private static final String PORTS = "ports";
  private static final long LOOK = 200; // ms

  /**
   * A worker works on two tasks at a time; the driver of a job in the cluster takes one's place.
   */
  private static final int CORES = 2;

  /** For an executor and a driver, of which each has the 1 GiB of {@code cluster.conf}. */
  private static final String MEMORY = "2g";

  private final Path folder;
  private final Installation installation;
  private final PrintWriter err;

  SparkCluster(Path folder, Installation installation, PrintWriter err) {
    this.folder = folder;
    this.installation = installation;
    this.err = err;
  }

  /**
   * Where its master listens.
   *
   * @param jobs for whoever runs a job
   * @param web for browsers, and whoever asks how it is
   * @param submissions for those who leave a driver to it, over HTTP
   */
  private record Ports(int jobs, int web, int submissions) {

    static Ports read(Path file) throws IOException {
      List<String> lines = Files.readAllLines(file);
      return new Ports(
          Integer.parseInt(lines.get(0)),
          Integer.parseInt(lines.get(1)),
          Integer.parseInt(lines.get(2)));
    }

    void write(Path file) throws IOException {
      Files.writeString(file, "%d%n%d%n%d%n".formatted(jobs, web, submissions));
    }
  }

  @Override
  public Path processes() {
    return folder.resolve("processes");
  }

  /** The settings of its processes and jobs. */
  Path settings() {
    return conf().resolve("spark-defaults.conf");
  }

  /** What a process of it, or one that submits to it, has in its environment. */
  Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME",
        folder.resolve("home").toString(),
        "SPARK_CONF_DIR",
        conf().toString(),
        "SPARK_SCALA_VERSION",
        "2.12",
        "SPARK_LOCAL_IP",
        "127.0.0.1");
  }

  /** What jobs there were. */
  Path submissions() {
    return folder.resolve("jobs");
  }

  /** The folder in which a driver or the executors of a job work and log. */
  Path work(String id) {
    return folder.resolve("work").resolve(id);
  }

  @Override
  public Optional<String> address() throws IOException {
    return ports().map(ports -> "localhost:" + ports.web());
  }

  /**
   * Its door for commands.
   *
   * @throws UsageException if it is not up
   */
  SparkRest rest() throws IOException {
    Ports ports = mustBeUp();
    return new SparkRest("localhost:" + ports.web(), "localhost:" + ports.submissions());
  }

  /** The {@code --master} for a driver that stays with us. */
  String master() throws IOException {
    return "spark://localhost:" + mustBeUp().jobs();
  }

  /** The {@code --master} for a driver that goes to the cluster. */
  String masterOfDrivers() throws IOException {
    return "spark://localhost:" + mustBeUp().submissions();
  }

  private Ports mustBeUp() throws IOException {
    return ports()
        .orElseThrow(
            () ->
                new UsageException(
                    List.of(
                        "there is no cluster in %s, or its master was lost: ./scripts/cluster spark up"
                            .formatted(folder))));
  }

  private Optional<Ports> ports() throws IOException {
    Path ports = conf().resolve(PORTS);
    return process(MASTER).running().isPresent() && Files.exists(ports)
        ? Optional.of(Ports.read(ports))
        : Optional.empty();
  }

  @Override
  public boolean has(Map<String, String> given) throws IOException {
    return given.isEmpty()
        || (Files.exists(settings())
            && Files.readAllLines(settings())
                .containsAll(given.entrySet().stream().map(SparkCluster::line).toList()));
  }

  /** Whether it was brought up with a value for a setting. */
  boolean sets(String key) throws IOException {
    return Files.readAllLines(settings()).stream().anyMatch(line -> line.startsWith(key + " "));
  }

  @Override
  public void up(int workers, Map<String, String> settings)
      throws IOException, InterruptedException {
    mustTake(settings);
    if (ports().isEmpty()) {
      if (!Files.exists(conf().resolve(PORTS)) || ClusterProcess.running(processes()).isEmpty()) {
        configure(settings);
      }
      Ports ports = Ports.read(conf().resolve(PORTS));
      start(
          MASTER,
          "512m",
          "org.apache.spark.deploy.master.Master",
          "--port",
          Integer.toString(ports.jobs()),
          "--webui-port",
          Integer.toString(ports.web()));
    }
    SparkRest rest = rest();
    for (int number = 1; number <= workers; number++) {
      if (process(WORKER + number).running().isEmpty()) {
        err.println("starting " + WORKER + number + " ...");
        start(
            WORKER + number,
            "512m",
            "org.apache.spark.deploy.worker.Worker",
            "--port",
            "0",
            "--webui-port",
            "0",
            "--cores",
            Integer.toString(CORES),
            "--memory",
            MEMORY,
            "--work-dir",
            folder.resolve("work").toString(),
            master());
      }
    }
    while (rest.cores().orElse(0) < workers * CORES) {
      process(MASTER).mustRun();
      for (int number = 1; number <= workers; number++) {
        process(WORKER + number).mustRun();
      }
      Thread.sleep(LOOK);
    }
  }

  /** The master last. */
  @Override
  public void down() throws IOException, InterruptedException {
    for (ClusterProcess process : ClusterProcess.all(processes())) {
      if (!process.name().equals(MASTER)) {
        process.stop();
      }
    }
    process(MASTER).stop();
  }

  @Override
  public Map<String, Path> logs() throws IOException {
    Map<String, Path> logs = Cluster.super.logs();
    for (Submission submission : Submission.all(submissions())) {
      logs.put("driver-" + submission.name(), work(submission.id()).resolve(SparkJobs.MESSAGES));
    }
    return logs;
  }

  private ClusterProcess process(String name) {
    return ClusterProcess.named(name, processes());
  }

  private void start(String name, String heap, String main, String... arguments)
      throws IOException {
    List<String> command =
        installation.java(heap, installation.engineLogging(), main, "--host", "localhost");
    command.addAll(List.of("--properties-file", settings().toString()));
    command.addAll(List.of(arguments));
    process(name).start(command, environment());
  }

  private Path conf() {
    return folder.resolve("conf");
  }

  /** Writes the settings, and the folder of jars that processes of Spark look for. */
  private void configure(Map<String, String> others) throws IOException {
    Files.createDirectories(conf());
    Files.createDirectories(folder.resolve("tmp"));
    Path home = folder.resolve("home");
    Folders.delete(home);
    Files.createDirectories(home);
    Files.createSymbolicLink(home.resolve("jars"), installation.library());
    List<Integer> free = ClusterProcess.freePorts(3);
    Ports ports = new Ports(free.get(0), free.get(1), free.get(2));
    Map<String, String> own = new TreeMap<>();
    own.put("spark.master.rest.enabled", "true");
    own.put("spark.master.rest.port", Integer.toString(ports.submissions()));
    // The jar has Hadoop, Parquet and others in newer versions than Spark, so it goes first.
    own.put("spark.driver.extraClassPath", installation.jobJar().toString());
    own.put("spark.executor.extraClassPath", installation.jobJar().toString());
    String options = installation.jvmOptions();
    own.put("spark.driver.extraJavaOptions", options);
    own.put("spark.executor.extraJavaOptions", options);
    own.put("spark.local.dir", folder.resolve("tmp").toString());
    own.put("spark.deploy.recoveryMode", "FILESYSTEM");
    Path recovery = folder.resolve("recovery");
    Folders.delete(recovery); // jobs of a cluster before, which ended with it
    own.put("spark.deploy.recoveryDirectory", recovery.toString());
    own.putAll(others);
    List<String> lines = new ArrayList<>();
    installation
        .settings("cluster.conf")
        .lines()
        .filter(line -> !own.containsKey(line.replaceFirst(" .*", "")))
        .forEach(lines::add);
    lines.add("# Of this cluster.");
    own.entrySet().forEach(setting -> lines.add(line(setting)));
    Files.write(settings(), lines);
    ports.write(conf().resolve(PORTS));
  }

  private static String line(Map.Entry<String, String> setting) {
    return setting.getKey() + " " + setting.getValue();
  }
}
