package dev.tideline.golden;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.tideline.command.Jvm;
import dev.tideline.datasets.foodmart.FoodMartData;
import dev.tideline.datasets.output.Format;
import dev.tideline.io.sort.RowDigest;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.run.Launcher;
import dev.tideline.proof.rewrite.RewriteMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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

  private static final String DIGEST =
      "62b32c82b5b45ae1bcb9bb6768a5eb11ed73cdc9e02a1030709d56afae6916d4";

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
        Jvm.running("dev.tideline.spark.SparkCopy", List.of(archive.toString(), copy.toString()))
            .inheritIO()
            .start();
    assertThat(spark.waitFor(), is(0));

    addsUp(copy);
  }

  /** The published rows of a day are the same whether it is published alone or among others. */
  @Test
  void theYearPublishedAtOnceByMonthsAndByDays() throws IOException {
    Path year = home.resolve("year");
    publish(year, "1997-01-01..1997-12-31");
    Path months = home.resolve("months");
    for (int month = 1; month <= 12; month++) {
      LocalDate first = LocalDate.of(1997, month, 1);
      publish(months, first + ".." + first.plusMonths(1).minusDays(1));
    }
    assertThat(digest(rows(year, 1997)), is(DIGEST));
    assertThat(digest(rows(months, 1997)), is(DIGEST));

    Path days = home.resolve("days");
    for (LocalDate day : List.of(LocalDate.of(1997, 1, 1), LocalDate.of(1997, 12, 31))) {
      publish(days, day.toString());
      assertThat(rows(days, day), is(rows(year, day)));
    }
  }

  private void publish(Path books, String days) throws IOException {
    List<String> arguments = new ArrayList<>(CompletedRun.runnerOptions());
    arguments.addAll(List.of("--input", archive.toString(), "--output", books.toString()));
    arguments.addAll(List.of("--date", days));
    int code = Launcher.terminal().run(new DailyRevenueMain(), arguments.toArray(String[]::new));
    assertThat(code, is(0));
  }

  private static List<String> rows(Path books, int year) throws IOException {
    List<String> rows = new ArrayList<>();
    for (LocalDate day = LocalDate.of(year, 1, 1); day.getYear() == year; day = day.plusDays(1)) {
      rows.addAll(rows(books, day));
    }
    return rows;
  }

  private static List<String> rows(Path books, LocalDate day) throws IOException {
    return Files.readAllLines(books.resolve("days").resolve(day + "/v1/rows.jsonl"));
  }

  private static String digest(List<String> rows) {
    RowDigest digest = new RowDigest();
    rows.forEach(digest::add);
    return digest.hex();
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
    assertThat(run.reported("DIGEST"), contains("DIGEST " + DIGEST + " rows=23194"));
    assertThat(
        run.reported("LEDGER"),
        contains(
            "LEDGER read=54600 counted=20530 duplicate=0 too_late=0 rejected=0 out_of_scope=34070"
                + " BALANCED"));
  }
}
