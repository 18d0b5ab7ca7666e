package dev.tideline.ops.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a command in {@code scripts/} has ended.
 *
 * @param status its exit status
 * @param out what it printed to stdout
 * @param err what it printed to stderr
 */
record Script(int status, String out, String err) {

  private static final Path SCRIPTS = Path.of("..", "scripts");

  /** Runs one to its end. */
  static Script run(String name, String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), name, arguments);
  }

  /** The same in an environment that has these too. */
  static Script run(Map<String, String> environment, String name, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("script", ".out");
    Path err = Files.createTempFile("script", ".err");
    try {
      ProcessBuilder command = command(name, arguments);
      command.environment().putAll(environment);
      int status =
          command.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
      return new Script(status, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Starts one that goes on beside the test. */
  static Process start(Path log, String name, String... arguments) throws IOException {
    return start(Map.of(), log, name, arguments);
  }

  /** The same in an environment that has these too. */
  static Process start(Map<String, String> environment, Path log, String name, String... arguments)
      throws IOException {
    ProcessBuilder command = command(name, arguments);
    command.environment().putAll(environment);
    return command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static ProcessBuilder command(String name, String... arguments) {
    List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(name).toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /** The same, which must have gone well. */
  Script ok() {
    assertThat(out + err, status, is(0));
    return this;
  }

  /** The lines of a report by which answers are compared. */
  List<String> answer() {
    return answerIn(out);
  }

  /** The same of a report in a log. */
  static List<String> answerIn(String text) {
    return text.lines()
        .filter(line -> line.startsWith("DIGEST ") || line.startsWith("LEDGER "))
        .toList();
  }
}
