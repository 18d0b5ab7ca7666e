package dev.tideline.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real command in a process of its own, as {@code scripts/run} starts it: it can be killed, and
 * Spark has its JVM to itself, as it must (its watermarks are static).
 */
public final class Command implements AutoCloseable {

  private static final String FRAME = "\tat org.apache.flink.";

  private final Process process;
  private final Path log;
  private final int logged;
  private final Path report;

  /**
   * @param logged how many characters of the log are of those before it
   */
  private Command(Process process, Path log, int logged, Path report) {
    this.process = process;
    this.log = log;
    this.logged = logged;
    this.report = report;
  }

  /**
   * Starts a pipeline as a stream.
   *
   * @param home for its state, what it prints and its log
   */
  public static Command stream(
      Class<? extends PipelineCommand<?, ?>> command, Path home, List<String> arguments)
      throws IOException, InterruptedException {
    return start(command, home, Jvm.OWN_CLASSES, streamOptions(home, arguments));
  }

  /**
   * Starts a pipeline as a stream in which some classes are others.
   *
   * @param classes the folder in which they are looked for first
   */
  public static Command changedStream(
      Path classes,
      Class<? extends PipelineCommand<?, ?>> command,
      Path home,
      List<String> arguments)
      throws IOException, InterruptedException {
    return start(
        command,
        home,
        classes + File.pathSeparator + Jvm.OWN_CLASSES,
        streamOptions(home, arguments));
  }

  /** Those of the runner, but for what the arguments say otherwise, and the arguments. */
  private static List<String> streamOptions(Path home, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(options("local.args"));
    String until = arguments.contains("now") ? "now" : "stopped";
    options.addAll(streamOptions(home.resolve("state"), until));
    options.removeIf(
        ours -> arguments.stream().anyMatch(theirs -> name(theirs).equals(name(ours))));
    options.addAll(List.of("--mode", "stream"));
    options.addAll(arguments);
    return options;
  }

  private static String name(String option) {
    return option.replaceFirst("=.*", "");
  }

  /** Starts a pipeline as a bounded run, or a loop of them. */
  public static Command batch(
      Class<? extends PipelineCommand<?, ?>> command, Path home, List<String> arguments)
      throws IOException {
    List<String> options = new ArrayList<>(options("local.args"));
    options.addAll(arguments);
    return start(command, home, Jvm.OWN_CLASSES, options);
  }

  /** Starts a command that is none of a pipeline. */
  public static Command tool(
      Class<? extends Programs.Program> command, Path home, List<String> arguments)
      throws IOException {
    return start(command, home, Jvm.OWN_CLASSES, arguments);
  }

  private static Command start(Class<?> command, Path home, String classPath, List<String> options)
      throws IOException {
    Files.createDirectories(home);
    Path log = home.resolve("log.txt");
    int logged = Files.exists(log) ? Files.readString(log).length() : 0;
    Path report = home.resolve("report.txt");
    Process process =
        Jvm.running(command.getName(), classPath, options)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectOutput(report.toFile())
            .start();
    return new Command(process, log, logged, report);
  }

  /** Waits for it to end well, and reads what it printed. */
  public List<String> succeeds() throws IOException, InterruptedException {
    if (process.waitFor() != 0) {
      throw new AssertionError(
          "it ended with %d:\n%s\n%s"
              .formatted(
                  process.exitValue(), String.join("\n", Files.readAllLines(report)), tail()));
    }
    return Files.readAllLines(report);
  }

  /** Waits for its end, however it is: what it printed and logged, and its exit status last. */
  public List<String> outcome() throws IOException, InterruptedException {
    int status = process.waitFor();
    List<String> lines = new ArrayList<>(Files.readAllLines(report));
    lines.addAll(Files.readAllLines(log));
    lines.add("exit " + status);
    return lines;
  }

  /** Asks it to stop, as Ctrl-C does. */
  public void stop() {
    process.destroy();
  }

  /** Kills it, as a machine does that loses its power. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Whether it still runs. */
  public boolean runs() {
    return process.isAlive();
  }

  /** Waits until it has logged such a word. */
  public void awaitWord(String word) throws IOException, InterruptedException {
    while (Files.readString(log).indexOf(word, logged) < 0) {
      if (!runs()) {
        throw new AssertionError("it never logged '" + word + "':\n" + tail());
      }
      Thread.sleep(100);
    }
  }

  /** The stacks of Flink's exceptions in its log, each with the line before it, which says what. */
  public List<String> traces() throws IOException {
    List<String> traces = new ArrayList<>();
    String before = "";
    for (String line : Files.readAllLines(log)) {
      if (line.startsWith(FRAME)) {
        if (!before.startsWith(FRAME)) {
          traces.add(before);
        }
        traces.add(line);
      }
      before = line;
    }
    return traces;
  }

  /** The last of its log. */
  public String tail() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }

  @Override
  public void close() {
    kill();
  }

  private static List<String> options(String file) throws IOException {
    return Files.readAllLines(Jvm.CONFIG.resolve(file)).stream()
        .filter(line -> line.startsWith("--"))
        .toList();
  }

  private static List<String> streamOptions(Path state, String until)
      throws IOException, InterruptedException {
    Process asked =
        new ProcessBuilder(
                Jvm.CONFIG.resolve("stream-options").toFile().getAbsolutePath(),
                state.toString(),
                until)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> options;
    try (Stream<String> lines = asked.inputReader(UTF_8).lines()) {
      options = lines.toList();
    }
    if (asked.waitFor() != 0) {
      throw new AssertionError("stream-options ended with " + asked.exitValue());
    }
    return options;
  }
}
