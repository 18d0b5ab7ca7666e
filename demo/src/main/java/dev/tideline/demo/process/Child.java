package dev.tideline.demo.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of ours, with its output in two files. */
public final class Child {

  private static final int LAST = 15; // lines

  private final String name;
  private final Process process;
  private final Path out;
  private final Path err;

  /** It and its own children, as they were seen: those of a dead process are not found any more. */
  private final Set<ProcessHandle> known = ConcurrentHashMap.newKeySet();

  private Child(String name, Process process, Path out, Path err) {
    this.name = name;
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts one.
   *
   * @param environment on top of our own
   * @param folder gets {@code NAME.out} and {@code NAME.err}
   */
  static Child start(
      String name, List<String> command, Map<String, String> environment, Path folder)
      throws IOException {
    Path out = folder.resolve(name + ".out");
    Path err = folder.resolve(name + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    return new Child(name, builder.start(), out, err);
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** What it has written to stdout so far. */
  public String out() throws IOException {
    return Files.readString(out);
  }

  /** The last lines it has written to stderr. */
  public String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(err);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST), lines.size()));
  }

  /**
   * Sees to it that it still runs.
   *
   * @throws IOException if it has ended, with its output
   */
  public void mustRun() throws IOException {
    process.descendants().forEach(known::add);
    if (!process.isAlive()) {
      throw new IOException(
          "%s ended with status %d:%n%s".formatted(name, process.exitValue(), lastWords()));
    }
  }

  /** Asks it to stop, as Ctrl-C does. */
  public void askToStop() {
    process.destroy();
  }

  /**
   * Waits until it has ended.
   *
   * @return its exit status
   * @throws IOException if it takes longer than this
   */
  public int await(long seconds) throws IOException, InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new IOException(name + " did not end within " + seconds + " s");
    }
    return process.exitValue();
  }

  /** The seconds of processor time that it and its own children have used so far. */
  public double cpuSeconds() {
    return family().mapToDouble(CpuTime::secondsOf).sum();
  }

  /** Asks it to stop, and ends it and its own children if it has not within so many seconds. */
  public void end(long seconds) throws InterruptedException {
    process.destroy();
    boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
    if (!ended) {
      kill();
    }
  }

  /** Ends it and its own children at once. */
  void kill() {
    family().forEach(known::add);
    known.forEach(ProcessHandle::destroyForcibly);
  }

  private Stream<ProcessHandle> family() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }
}
