package dev.tideline.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.pipelines.run.Launcher;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a pipeline answered about a data set.
 *
 * @param directory where the answer is
 * @param out what was printed
 */
record Answered(Path directory, String out) {

  /** Asks a pipeline by its real command. */
  static Answered by(PipelineCommand<?, ?> command, Path set, Path output, String... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> words = new ArrayList<>(List.of(more));
    words.addAll(List.of("--input", set.toString(), "--output", output.toString()));
    words.add("--targetParallelism=1");
    int code =
        Launcher.to(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
            .run(command, words.toArray(String[]::new));
    assertThat(err.toString(UTF_8), code, is(0));
    return new Answered(output, out.toString(UTF_8));
  }

  /** Its rows, sorted. */
  List<String> rows() throws IOException {
    return lines("rows");
  }

  /** The lines of one part of it, sorted. */
  List<String> lines(String part) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory.resolve(part))) {
      for (Path file : files.toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines.stream().sorted().toList();
  }

  /** What it printed that begins with a word, sorted. */
  List<String> printed(String word) {
    return out.lines().filter(line -> line.startsWith(word + " ")).sorted().toList();
  }
}
