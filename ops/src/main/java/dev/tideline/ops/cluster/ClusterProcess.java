package dev.tideline.ops.cluster;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process of a cluster, which outlives the command that started it. Its id is kept in a file,
 * with the moment of its start: the id alone may be another process's by now.
 */
final class ClusterProcess {

  private static final String SUFFIX = ".pid";
  private static final long PATIENCE = 30; // s

  /** Two readings of the same start may differ by a tick of the kernel's clock. */
  private static final Duration TICK = Duration.ofMillis(20);

  private static final int LAST = 15; // lines
  private static final int LONGEST = 300; // characters of each

  private final String name;
  private final Path pidFile;
  private final Path log;

  private ClusterProcess(String name, Path folder) {
    this.name = name;
    this.pidFile = folder.resolve(name + SUFFIX);
    this.log = folder.resolve(name + ".log");
  }

  /** The one of a name, whether or not it was ever started. */
  static ClusterProcess named(String name, Path folder) {
    return new ClusterProcess(name, folder);
  }

  /** All that were started in a folder, by name. */
  static List<ClusterProcess> all(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .sorted()
          .map(file -> named(file.substring(0, file.length() - SUFFIX.length()), folder))
          .toList();
    }
  }

  /** Those that were started in a folder and run still. */
  static List<ClusterProcess> running(Path folder) throws IOException {
    List<ClusterProcess> running = new ArrayList<>();
    for (ClusterProcess process : all(folder)) {
      if (process.running().isPresent()) {
        running.add(process);
      }
    }
    return running;
  }

  /** Ports that nobody listens on, for servers to be started: no two are the same. */
  static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> taken = new ArrayList<>();
    try {
      while (taken.size() < count) { // one that was let go could be found once more
        taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return taken.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : taken) {
        socket.close();
      }
    }
  }

  /**
   * Starts it anew. What it prints goes to its log.
   *
   * @param environment on top of our own
   */
  void start(List<String> command, Map<String, String> environment) throws IOException {
    Files.createDirectories(pidFile.getParent());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(pidFile.getParent().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    Instant begun = process.info().startInstant().orElse(Instant.EPOCH);
    Files.writeString(pidFile, process.pid() + " " + begun.toEpochMilli() + "\n");
  }

  String name() {
    return name;
  }

  /** What it has printed. */
  Path log() {
    return log;
  }

  /** The process, if it still runs. */
  Optional<ProcessHandle> running() throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    String[] words = Files.readString(pidFile).trim().split(" ", 2);
    Instant begun = Instant.ofEpochMilli(Long.parseLong(words[1]));
    return ProcessHandle.of(Long.parseLong(words[0]))
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                Duration.between(process.info().startInstant().orElse(Instant.EPOCH), begun)
                        .abs()
                        .compareTo(TICK)
                    <= 0);
  }

  /**
   * Sees to it that it still runs.
   *
   * @throws IOException if it has ended, with its last words
   */
  void mustRun() throws IOException {
    if (running().isEmpty()) {
      throw new IOException(
          "%s has ended:%n%s%nAll it said is in %s".formatted(name, lastWords(), log));
    }
  }

  private String lastWords() throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    List<String> lines = Files.readAllLines(log);
    return lines.subList(Math.max(0, lines.size() - LAST), lines.size()).stream()
        .map(line -> line.substring(0, Math.min(line.length(), LONGEST)))
        .collect(Collectors.joining("\n"));
  }

  /** Asks it to end, and waits until it has; one that does not in half a minute is killed. */
  void stop() throws IOException, InterruptedException {
    Optional<ProcessHandle> running = running();
    if (running.isPresent()) {
      ProcessHandle process = running.get();
      process.destroy();
      try {
        process.onExit().get(PATIENCE, TimeUnit.SECONDS);
      } catch (TimeoutException deaf) {
        process.destroyForcibly();
      } catch (ExecutionException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    Files.deleteIfExists(pidFile);
  }
}
