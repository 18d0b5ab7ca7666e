package dev.tideline.proof.cell;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.tideline.pipelines.Pipelines;
import dev.tideline.proof.world.Question;
import dev.tideline.proof.world.RandomWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cell that fails says why. */
class WorkersTest {

  private static final Cell CELL = new Cell("direct", Cell.Mode.BOUNDED);

  @TempDir private Path folder;

  @Test
  void aProcessThatDoesNotComeUpIsReportedToHaveEnded() throws Exception {
    CellResult result = run("nowhere");

    assertThat(result.status(), is(1));
    assertThat(result.lastWords(), hasItem(containsString("Could not find or load main class")));
    assertThat(result.lastWords(), hasItem("its process ended with status 1, unasked"));
  }

  @Test
  void aRunThatFailsBringsTheEndOfItsLog() throws Exception {
    Path answer = Files.createDirectory(folder.resolve("answer"));
    Files.writeString(answer.resolve("thesis.txt"), "years of work");

    CellResult result = run(System.getProperty("java.class.path"));

    assertThat(result.status(), is(2));
    assertThat(
        result.lastWords(),
        hasItem(allOf(containsString("ops-dashboard: --output"), containsString("thesis.txt"))));
  }

  private CellResult run(String classPath) throws Exception {
    Path input = RandomWorld.of(0).write(folder.resolve("world"));
    try (Workers workers =
        new Workers(Path.of("..", "runners-config"), folder, runner -> classPath, "")) {
      return workers.run(
          CELL,
          Question.of(Pipelines.OPS_DASHBOARD),
          input,
          folder.resolve("answer"),
          RandomWorld.of(0).stage());
    }
  }
}
