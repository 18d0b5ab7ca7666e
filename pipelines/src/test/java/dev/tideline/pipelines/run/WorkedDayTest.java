package dev.tideline.pipelines.run;

import static java.util.stream.Collectors.toList;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.days.RevenueMain;
import dev.tideline.pipelines.run.Terminal.Ended;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The day that docs/closing.md tells, with the numbers it has there. */
class WorkedDayTest {

  private static final Path DATA = Path.of("..", "testdata", "worked-day");
  private static final Path PAGE = Path.of("..", "docs", "closing.md");

  @TempDir private Path books;

  @Test
  void itsThreeVersionsAreThoseOfThePage() throws IOException {
    assertThat(
        publish("1"),
        contains("TOTAL lines=3 revenue=17.0000 refunds=3.0000 cost=9.5000 margin=4.5000 units=4"));
    assertThat(
        publish("2", "--correct", "--as-of", "2026-03-20T00:00:00Z"),
        contains(
            "TOTAL lines=4 revenue=22.0000 refunds=3.0000 cost=12.5000 margin=6.5000 units=5"));
    assertThat(
        publish("3", "--correct", "--as-of", "2026-03-24T00:00:00Z"),
        contains(
            "TOTAL lines=5 revenue=26.5000 refunds=3.0000 cost=14.5000 margin=9.0000 units=6"));

    List<String> page = Files.readAllLines(PAGE).stream().map(String::strip).collect(toList());
    assertThat(page, hasItems(diff().toArray(String[]::new)));
  }

  private List<String> publish(String input, String... more) {
    List<String> all = new ArrayList<>(List.of("--date", "2026-03-17"));
    all.addAll(List.of("--input", DATA.resolve(input).toString(), "--output", books.toString()));
    all.addAll(List.of(more));
    Ended ended = Terminal.run(new DailyRevenueMain(), all.toArray(String[]::new));
    assertThat(ended.err(), ended.code(), is(0));
    return ended.printed("TOTAL");
  }

  private List<String> diff() {
    StringWriter out = new StringWriter();
    PrintWriter printed = new PrintWriter(out, true);
    Programs.run(
        new RevenueMain(),
        printed,
        printed,
        "diff",
        "--output",
        books.toString(),
        "--date",
        "2026-03-17");
    return out.toString().lines().toList();
  }
}
