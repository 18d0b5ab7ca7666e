package dev.tideline.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.tideline.command.Command;
import dev.tideline.pipelines.Pipelines;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trouble as it comes in real files, a folder of {@code testdata/cases/} each, on the runner this
 * build is for. The folder's {@code README} says what was wrong once and what is right; each file
 * in its {@code runs/} is a run: the command, then how it exits, then lines that it prints. {@code
 * CASE} is the folder.
 */
class CasesTest {

  private static final Path TESTDATA = Path.of("..", "testdata");

  /**
   * What a runner might do otherwise: text, sums, times, shuffled copies, and a kind of file each.
   */
  private static final List<String> ALWAYS =
      List.of(
          "24-currency-change/runs/as-of",
          "66-ids-unique-per-store",
          "a02-lone-surrogates",
          "h01-copy-jsonl-against-archive",
          "p45-us",
          "sums-beyond-a-long/runs/daily-revenue");

  @TempDir private Path home;

  @ParameterizedTest(name = "{0}")
  @MethodSource("always")
  void isRight(String name) throws Exception {
    check(name);
  }

  @Tag("exhaustive")
  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void soAreTheOthers(String name) throws Exception {
    check(name);
  }

  private void check(String name) throws Exception {
    Path run = TESTDATA.resolve("cases").resolve(name);
    List<String> lines = Files.readAllLines(run);
    String folder = run.getParent().getParent().toAbsolutePath().normalize().toString();
    List<String> words =
        Stream.of(lines.get(0).split(" "))
            .map(word -> word.replace("CASE", folder).replace("TESTDATA", TESTDATA.toString()))
            .toList();

    List<String> printed = printed(words);

    List<String> expected =
        lines.stream().skip(1).map(line -> line.replace("CASE", folder)).toList();
    assertThat(printed, hasItems(expected.toArray(String[]::new)));
    assertThat(rejects(printed), is(rejects(expected)));
  }

  /** What the command prints, and how it exits. */
  private List<String> printed(List<String> words) throws Exception {
    PipelineCommand<?, ?> command = Pipelines.named(words.get(0)).orElseThrow().command().get();
    List<String> more = new ArrayList<>(words.subList(1, words.size()));
    more.addAll(List.of("--output", home.resolve("answer").toString()));
    if (more.removeAll(List.of("--mode", "stream"))) {
      return streamed(command, more);
    }
    List<String> arguments = new ArrayList<>(CompletedRun.runnerOptions());
    arguments.addAll(more);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, UTF_8);
    int code = Launcher.to(out, out).run(command, arguments.toArray(String[]::new));
    out.println("exit " + code);
    return printed.toString(UTF_8).lines().toList();
  }

  /** In a process of its own, which Spark's watermarks want. */
  @SuppressWarnings("unchecked") // a command's class is one of commands
  private List<String> streamed(PipelineCommand<?, ?> command, List<String> arguments)
      throws Exception {
    var type = (Class<? extends PipelineCommand<?, ?>>) command.getClass();
    try (Command stream = Command.stream(type, home.resolve("run"), arguments)) {
      return stream.outcome();
    }
  }

  /** All of them: what is rejected beside, or for another reason, is wrong too. */
  private static List<String> rejects(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("REJECTED ")).sorted().toList();
  }

  private static Stream<String> always() throws IOException {
    return runs().filter(run -> ALWAYS.stream().anyMatch(run::startsWith));
  }

  private static Stream<String> others() throws IOException {
    return runs().filter(run -> ALWAYS.stream().noneMatch(run::startsWith));
  }

  private static Stream<String> runs() throws IOException {
    Path cases = TESTDATA.resolve("cases");
    try (Stream<Path> files = Files.walk(cases, 3)) {
      return files
          .filter(file -> file.getParent().endsWith("runs"))
          .map(file -> cases.relativize(file).toString())
          .sorted()
          .toList()
          .stream();
    }
  }
}
