package dev.tideline.golden;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.tideline.datasets.foodmart.FoodMartData;
import dev.tideline.datasets.output.Format;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.proof.rewrite.RewriteMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A year of real sales, from the archive, adds up to what it is known to, on every runner. */
@Tag("exhaustive")
class FoodMartYearTest {

  @TempDir private Path home;
  private Path archive;

  @BeforeEach
  void writeTheArchive() throws IOException {
    archive = Files.createDirectory(home.resolve("foodmart"));
    FoodMartData.read(FoodMartData.KNOWN.keySet()).write(archive, Format.PARQUET);
  }

  @Test
  void theYear1997() throws IOException {
    addsUp(archive);
  }

  @ParameterizedTest
  @EnumSource(RewriteMain.Writer.class)
  void theSameAsAnotherProgramWritesIt(RewriteMain.Writer writer) throws Exception {
    Path copy = home.resolve("copy");
    RewriteMain.rewrite(writer, archive, copy);

    addsUp(copy);
  }

  /** Only there is Spark on the class path: in a process of its own. */
  @Test
  @EnabledIfSystemProperty(named = "tideline.runner", matches = "spark")
  void theSameAsSparkWritesIt() throws Exception {
    Path copy = home.resolve("copy");
    Process spark =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@spark/jvm.args",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tideline.spark.SparkCopy",
                archive.toString(),
                copy.toString())
            .inheritIO()
            .start();
    assertThat(spark.waitFor(), is(0));

    addsUp(copy);
  }

  private void addsUp(Path input) throws IOException {
    CompletedRun run =
        CompletedRun.of(
            new DailyRevenueMain(),
            input,
            home.resolve("answer"),
            "--from",
            "1997-01-01",
            "--to",
            "1997-12-31");

    assertThat(
        run.reported("TOTAL"),
        contains(
            "TOTAL lines=86837 revenue=565238.1300 refunds=0.0000 cost=225627.2336"
                + " margin=339610.8964 units=266773"));
    assertThat(run.rows(), hasSize(23_194));
    assertThat(
        run.reported("DIGEST"),
        contains(
            "DIGEST 62b32c82b5b45ae1bcb9bb6768a5eb11ed73cdc9e02a1030709d56afae6916d4 rows=23194"));
    assertThat(
        run.reported("LEDGER"),
        contains(
            "LEDGER read=54600 counted=20530 duplicate=0 too_late=0 rejected=0 out_of_scope=34070"
                + " BALANCED"));
  }
}
