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

  /** What a worker says that ended or did not answer. */
  private static final int LOST = 1;

  private static final int LAST_WORDS = 20;

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
   * @param log where what it says on stderr is added
   */
  static Worker start(Path jvm, String heap, String classPath, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + jvm);
    command.add("-XX:TieredStopAtLevel=1"); // a world is small: most of what it costs is warming up
    command.addAll(List.of("-Xmx" + heap, "-cp", classPath, WorkerMain.class.getName()));
    return new Worker(
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
            .start(),
        log);
  }

  /** Where a request's output is. */
  static Path out(Path request) {
    return Path.of(request + ".out");
  }

  /**
   * Runs a command.
   *
   * @param words the pipeline, and its arguments
   * @param request a file to be made
   * @return what came of it; a worker that does not answer in time is killed
   */
  CellResult run(List<String> words, Path request, Duration patience)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Files.write(request, words);
    requests.println(request);
    int status = status(patience);
    List<String> out = Files.exists(out(request)) ? Files.readAllLines(out(request)) : List.of();
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new CellResult(status, out, seconds, status == 0 ? List.of() : lastWords());
  }

  private List<String> lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size());
  }

  private int status(Duration patience) throws InterruptedException {
    CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(this::answer);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      process.destroyForcibly().onExit().join();
      return LOST;
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  private int answer() {
    return answers
        .lines()
        .filter(line -> line.startsWith("DONE "))
        .findFirst()
        .map(line -> Integer.parseInt(line.substring("DONE ".length())))
        .orElse(LOST);
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
