package dev.tideline.golden;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.io.answer.WrittenFiles;
import dev.tideline.pipelines.DailyRevenueMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On more tasks than the two of all other tests, an answer is written as more files: each must be
 * there at the end, and none in place of another.
 */
class ManyTasksTest {

  private static final Path TESTDATA = Path.of("..", "testdata");

  @TempDir private Path home;

  @Test
  void noFileTakesThePlaceOfAnother() throws IOException {
    Path answer = home.resolve("answer");

    CompletedRun run =
        CompletedRun.of(
            new DailyRevenueMain(),
            TESTDATA.resolve("freshmart"),
            answer,
            "--parquet",
            "--sparkMaster=local[7]");

    assertThat(
        run.rows(),
        is(Files.readAllLines(TESTDATA.resolve("expected").resolve("daily-revenue.jsonl"))));
    assertThat(
        new WrittenFiles(answer).rowsInParquet(), is(OptionalLong.of((long) run.rows().size())));
  }
}
