package dev.tideline.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import dev.tideline.io.answer.WrittenFiles;
import dev.tideline.pipelines.run.Launcher;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run of a real command that ended well, on the runner this build is for.
 *
 * @param rows the canonical rows it wrote, sorted
 * @param report the lines it printed
 */
record CompletedRun(List<String> rows, List<String> report) {

  private static final String RUNNER = System.getProperty("tideline.runner");

  /**
   * Runs a pipeline with the Beam options of {@code scripts/run}, but with all checks on.
   *
   * @param output where the answer goes
   */
  static CompletedRun of(PipelineCommand<?, ?> command, Path input, Path output, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>(runnerOptions());
    List<String> given = Stream.of(more).map(CompletedRun::name).toList();
    arguments.removeIf(option -> given.contains(name(option))); // as scripts/run does
    arguments.addAll(List.of("--input", input.toString(), "--output", output.toString()));
    arguments.addAll(List.of(more));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Launcher.to(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
            .run(command, arguments.toArray(String[]::new));
    assertThat(err.toString(UTF_8), code, is(0));
    return new CompletedRun(rows(output), out.toString(UTF_8).lines().toList());
  }

  /** The lines of the report that begin like this. */
  List<String> reported(String beginning) {
    return report.stream().filter(line -> line.startsWith(beginning)).toList();
  }

  /** How many records were read and met each fate, by name, in a ledger that balances. */
  Map<String, Long> ledger() {
    List<String> lines = reported("LEDGER ");
    assertThat(lines, contains(endsWith(" BALANCED")));
    return Stream.of(lines.get(0).split(" "))
        .map(word -> word.split("="))
        .filter(word -> word.length == 2)
        .collect(Collectors.toMap(word -> word[0], word -> Long.valueOf(word[1])));
  }

  /** The Beam options that {@code scripts/run} adds, and all checks of the Direct runner. */
  static List<String> runnerOptions() throws IOException {
    List<String> options = new ArrayList<>(Files.readAllLines(Path.of(RUNNER, "local.args")));
    options.removeIf(line -> !line.startsWith("--"));
    if (RUNNER.equals("direct")) {
      options.add("--enforceImmutability=true");
    }
    return options;
  }

  private static String name(String option) {
    return option.replaceFirst("=.*", "");
  }

  private static List<String> rows(Path output) throws IOException {
    List<String> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(WrittenFiles.standingAt(output).resolve("rows"))) {
      for (Path file : files.toList()) {
        rows.addAll(Files.readAllLines(file));
      }
    }
    return rows.stream().sorted().toList();
  }
}
