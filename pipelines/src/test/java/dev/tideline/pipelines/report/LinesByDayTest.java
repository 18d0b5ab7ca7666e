package dev.tideline.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesByDayTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 17);

  @TempDir private Path run;

  private static String line(LocalDate date, String id) {
    return "{\"business_day\":\"%s\",\"id\":\"%s\"}".formatted(date, id);
  }

  @Test
  void theLinesOfADayAreThereSortedWhateverPartTheyAreIn() throws IOException {
    Path breaks = Files.createDirectories(run.resolve("answer/breaks"));
    LocalDate next = DAY.plusDays(1);
    Files.write(breaks.resolve("part-0.jsonl"), List.of(line(next, "c"), line(DAY, "b")));
    Files.write(breaks.resolve("part-1.jsonl"), List.of(line(DAY, "a"), line(next, "d")));
    try (LinesByDay days = LinesByDay.of(run.resolve("answer"), "breaks")) {
      assertThat(days.lines(DAY), contains(line(DAY, "a"), line(DAY, "b")));
      assertThat(days.lines(next), contains(line(next, "c"), line(next, "d")));
      assertThat("a day without any", days.lines(DAY.minusDays(1)), is(empty()));
      assertThat(Files.readAllLines(days.file(DAY)), is(days.lines(DAY)));
    }
    try (Stream<Path> left = Files.list(run)) {
      assertThat(left.toList(), contains(run.resolve("answer")));
    }
  }
}
