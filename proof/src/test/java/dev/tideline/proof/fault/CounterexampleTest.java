package dev.tideline.proof.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.tideline.pipelines.Pipelines;
import dev.tideline.proof.Counterexample;
import dev.tideline.proof.Proof;
import dev.tideline.proof.Round;
import dev.tideline.proof.cell.Cell;
import dev.tideline.proof.cell.Workers;
import dev.tideline.proof.world.Question;
import dev.tideline.proof.world.RandomWorld;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault is found, brought down to a few events, and written as a test that tells. */
class CounterexampleTest {

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private static final Cell CELL = new Cell("direct", Cell.Mode.STREAM);

  private static final Fault FAULT =
      Fault.inGraph(
          "a tolerance that ends a ms early",
          Question.of(Pipelines.OPS_DASHBOARD),
          "windowing/Lateness.java",
          "return event.ingestTime() > deadline(event);",
          "return event.ingestTime() >= deadline(event);");

  @TempDir private Path folder;

  @Test
  @Tag("exhaustive")
  void fewEventsAreLeftAndTheTestFailsWithTheFaultOnly() throws Exception {
    String faulty = FAULT.compile(folder) + File.pathSeparator + CLASS_PATH;
    Counterexample found = find(faulty);

    assertThat(found.world().records().size(), lessThanOrEqualTo(3));
    Path classes = compile(found);
    assertThat(run(found, faulty, classes), containsString("too_late=1"));
    assertThat(run(found, CLASS_PATH, classes), is("passed"));
  }

  private Counterexample find(String classPath) throws Exception {
    try (Workers workers =
        new Workers(Path.of("..", "runners-config"), folder, runner -> classPath, "")) {
      Proof proof =
          new Proof(workers, folder, List.of(CELL), (question, cell, result, agrees) -> {});
      for (long seed = 0; seed < 20; seed++) {
        Round round = proof.round(RandomWorld.of(seed), FAULT.shows());
        if (!round.proven()) {
          return proof.counterexample(round, CELL, 200).orElseThrow();
        }
      }
    }
    throw new AssertionError("no world shows the fault");
  }

  private Path compile(Counterexample found) throws IOException {
    Path source = Files.writeString(folder.resolve(found.className() + ".java"), found.source());
    Path classes = Files.createDirectories(folder.resolve("test-classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int status =
        compiler.run(
            null,
            null,
            null,
            "-proc:none",
            "-d",
            classes.toString(),
            "-cp",
            CLASS_PATH,
            source.toString());
    assertThat(found.source(), status, is(0));
    return classes;
  }

  private static String run(Counterexample found, String classPath, Path classes)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + classes.getParent(),
                "-cp",
                classPath + File.pathSeparator + classes,
                RunOne.class.getName(),
                "dev.tideline.golden." + found.className())
            .redirectError(classes.resolveSibling("run-one.log").toFile())
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return printed.strip();
  }
}
