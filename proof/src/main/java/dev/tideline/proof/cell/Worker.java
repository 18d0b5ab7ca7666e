package dev.tideline.proof.cell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that runs commands on one runner: see {@link WorkerMain}. */
final class Worker implements AutoCloseable {

  /** The status of a worker that ended or did not answer. */
  private static final int LOST = 1;

  private static final int LAST_WORDS = 40;

  /** A cell waits for its engine, for a second or two in sum. */
  private static final Duration MOST_IDLE = Duration.ofMinutes(3);

  /** A world needs some ten seconds, a year of sales a minute. */
  private static final Duration MOST_WORK = Duration.ofMinutes(30);

  /** What never answers. */
  private static final int NOTHING = -1;

  private final Process process;
  private final Path log;
  private final PrintStream requests;
  private final BufferedReader answers;

  private Worker(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.requests = new PrintStream(process.getOutputStream(), true, UTF_8);
    this.answers = process.inputReader(UTF_8);
  }

  /**
   * Starts one.
   *
   * @param jvm the file of its JVM's options
   * @param log for its output, its own
   */
  static Worker start(Path jvm, String heap, String classPath, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + jvm);
    // A world is small: most of what it costs is warming up.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Xmx" + heap, "-cp", classPath, WorkerMain.class.getName()));
    return new Worker(
        new ProcessBuilder(command).redirectError(new File(log.toString())).start(), log);
  }

  /**
   * A command that was begun.
   *
   * @param request the file that says what
   * @param nanos when, by the clock of {@link System#nanoTime}
   * @param logged how long the log was then
   */
  record Begun(Path request, long nanos, long logged) {}

  /**
   * Begins a command.
   *
   * @param words the pipeline, and its arguments
   * @param request a file to be made
   */
  Begun begin(List<String> words, Path request) throws IOException {
    Begun begun = new Begun(request, System.nanoTime(), Files.size(log));
    Files.write(request, words);
    requests.println(request);
    return begun;
  }

  /** Where a request's output is. */
  static Path out(Path request) {
    return Path.of(request + ".out");
  }

  /** Runs a command to its end; see {@link #begin}. */
  CellResult run(List<String> words, Path request) throws IOException, InterruptedException {
    return result(begin(words, request));
  }

  /** Waits for a command's end, and says what came of it; a worker that hangs is killed. */
  CellResult result(Begun begun) throws IOException, InterruptedException {
    List<String> lastWords = new ArrayList<>();
    int status = status(lastWords);
    Path printed = out(begun.request());
    List<String> out = Files.exists(printed) ? Files.readAllLines(printed) : List.of();
    double seconds = (System.nanoTime() - begun.nanos()) / 1e9;
    if (status != 0) {
      lastWords.addAll(0, endOfLog(begun.logged()));
    }
    return new CellResult(status, out, seconds, lastWords);
  }

  /** Asks it to stop what it is at, as Ctrl-C does. */
  void stop() {
    process.toHandle().destroy(); // that of the process would close its streams too
  }

  /** Whether it has logged this since a command was begun. */
  boolean logs(Begun begun, String words) throws IOException {
    byte[] logged = Files.readAllBytes(log);
    int from = (int) begun.logged();
    return new String(logged, from, logged.length - from, UTF_8).contains(words);
  }

  /** Whether it is at a command still. */
  boolean isBusy() throws IOException {
    return process.isAlive() && !answers.ready();
  }

  /** The last lines of the log since it was so long. */
  private List<String> endOfLog(long since) throws IOException {
    byte[] logged = Files.readAllBytes(log);
    int from = (int) Math.min(since, logged.length);
    List<String> lines = new String(logged, from, logged.length - from, UTF_8).lines().toList();
    return lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size());
  }

  /** Waits for the answer; why there is none, if so, is added to its last words. */
  private int status(List<String> lastWords) throws IOException, InterruptedException {
    // A thread of its own: those of the common pool are few, and this one only waits.
    CompletableFuture<Integer> answer =
        CompletableFuture.supplyAsync(this::answer, task -> new Thread(task, "answers").start());
    Pulse pulse = Pulse.of(process.toHandle(), MOST_IDLE, MOST_WORK);
    while (true) {
      try {
        int status = answer.get(1, TimeUnit.SECONDS);
        if (status == NOTHING) {
          lastWords.add("its process ended with status " + process.waitFor() + ", unasked");
          return LOST;
        }
        return status;
      } catch (TimeoutException notYet) {
        if (pulse.hangs()) {
          Path dump = dump();
          process.destroyForcibly().onExit().join();
          lastWords.add("it hung, and was killed; what its threads were at is in " + dump);
          return LOST;
        }
      } catch (ExecutionException failure) {
        throw new IllegalStateException(failure.getCause());
      }
    }
  }

  private Path dump() throws IOException, InterruptedException {
    Path dump = log.resolveSibling(log.getFileName() + ".threads");
    String tool = Path.of(System.getProperty("java.home"), "bin", "jstack").toString();
    new ProcessBuilder(tool, Long.toString(process.pid()))
        .redirectErrorStream(true)
        .redirectOutput(dump.toFile())
        .start()
        .waitFor();
    return dump;
  }

  private int answer() {
    return answers
        .lines()
        .filter(line -> line.startsWith("DONE "))
        .findFirst()
        .map(line -> Integer.parseInt(line.substring("DONE ".length())))
        .orElse(NOTHING);
  }

  /** Whether it can run another command. */
  boolean runs() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
