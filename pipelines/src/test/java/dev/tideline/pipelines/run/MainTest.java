package dev.tideline.pipelines.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tideline.pipelines.Main;
import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.spec.PipelineSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main classes, each in a process of its own, as a script or a scheduler sees them. */
class MainTest {

  @TempDir private Path home;

  @ParameterizedTest
  @MethodSource
  void aWrongCommandEndsWithTwo(Class<?> main) throws Exception {
    int code = run(main, "--input", "/nowhere");

    assertThat(printed("err"), containsString("/nowhere: no such file or directory"));
    assertThat(printed("err"), not(containsString("\tat ")));
    assertThat(printed("out"), is(""));
    assertThat(code, is(2));
  }

  static Stream<Class<?>> aWrongCommandEndsWithTwo() {
    return Pipelines.ALL.stream().map(spec -> spec.command().get().getClass());
  }

  @Test
  void whoAsksForHelpIsToldAllPipelines() throws Exception {
    int code = run(Main.class, "--help");

    for (PipelineSpec<?, ?> each : Pipelines.ALL) {
      assertThat(printed("out"), containsString("\n  " + each.name() + " "));
    }
    assertThat(code, is(0));
  }

  @Test
  void aNameThatIsNoPipelineIsRefused() throws Exception {
    int code = run(Main.class, "daily-revenues", "--input", "/nowhere");

    assertThat(printed("err"), is("'daily-revenues' is no pipeline\nTry: scripts/run --help\n"));
    assertThat(code, is(2));
  }

  @Test
  void anAnswerGoesToStandardOutput() throws Exception {
    OneStore shop = OneStore.in(home.resolve("shop"));
    shop.orders("part.jsonl", OneStore.order("e1"), "not an order");

    int code =
        run(
            Main.class,
            "daily-revenue",
            "--input",
            shop.toString(),
            "--output",
            home.resolve("answer").toString());

    assertThat(printed("err"), code, is(0));
    assertThat(
        printed("out"),
        containsString(
            "\nTOTAL lines=1 revenue=2.5000 refunds=0.0000 cost=1.2500 margin=1.2500 units=1\n"));
    assertThat(printed("out"), containsString(" rejected=1 out_of_scope=0 BALANCED\n"));
    assertThat(printed("err"), containsString("daily-revenue: running on DirectRunner\n"));
  }

  private int run(Class<?> main, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(file("out"))
        .redirectError(file("err"))
        .start()
        .waitFor();
  }

  private String printed(String stream) throws IOException {
    return Files.readString(file(stream).toPath());
  }

  private File file(String stream) {
    return home.resolve(stream).toFile();
  }
}
