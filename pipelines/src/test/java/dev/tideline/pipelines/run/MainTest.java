package dev.tideline.pipelines.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main classes, each in a process of its own, as a script or a scheduler sees them. */
class MainTest {

  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(classes = {DailyRevenueMain.class, OpsDashboardMain.class, FraudVelocityMain.class})
  void aWrongCommandEndsWithTwo(Class<? extends PipelineCommand<?, ?>> job) throws Exception {
    int code = run(job, "--input", "/nowhere");

    assertThat(said("err"), containsString("/nowhere: no such file or directory"));
    assertThat(said("err"), not(containsString("\tat ")));
    assertThat(said("out"), is(""));
    assertThat(code, is(2));
  }

  @Test
  void anAnswerGoesToStandardOutput() throws Exception {
    OneStore shop = OneStore.in(home.resolve("shop"));
    shop.orders("part.jsonl", OneStore.order("e1"), "not an order");

    int code =
        run(
            DailyRevenueMain.class,
            "--input",
            shop.toString(),
            "--output",
            home.resolve("answer").toString());

    assertThat(said("err"), code, is(0));
    assertThat(said("out"), containsString("\nTOTAL lines=1 revenue=2.5000 cost=1.2500 units=1\n"));
    assertThat(said("out"), containsString(" rejected=1 out_of_scope=0 BALANCED\n"));
    assertThat(said("err"), containsString("daily-revenue: running on DirectRunner\n"));
  }

  private int run(Class<? extends PipelineCommand<?, ?>> job, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path")));
    command.add(job.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(file("out"))
        .redirectError(file("err"))
        .start()
        .waitFor();
  }

  private String said(String stream) throws IOException {
    return Files.readString(file(stream).toPath());
  }

  private File file(String stream) {
    return home.resolve(stream).toFile();
  }
}
