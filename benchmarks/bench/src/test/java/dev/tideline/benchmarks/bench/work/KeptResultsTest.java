package dev.tideline.benchmarks.bench.work;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.benchmarks.bench.live.LiveResult;
import dev.tideline.benchmarks.bench.live.LiveRun;
import dev.tideline.benchmarks.bench.live.LiveSeries;
import dev.tideline.benchmarks.bench.measure.Series;
import dev.tideline.benchmarks.bench.measure.Usage;
import dev.tideline.demo.latency.Latencies.Percentiles;
import dev.tideline.demo.latency.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptResultsTest {

  private static final Result RESULT =
      new Result(
          "2026-11-29",
          DataSet.archive(487_000),
          1_008_482,
          "9d923552171108b1",
          series(
              new Series(List.of(new Usage(0, 7.6, 10.9, 530, List.of(new Usage.Lap(1, 2)))), null),
              new Series(List.of(), "ended with status 1")));

  @TempDir private Path folder;

  @Test
  void aRunThatGoesOnTakesWhatIsThere() throws IOException {
    stopped().keep("revenue", RESULT);
    assertThat(goingOn().find("revenue", Result.class), is(Optional.of(RESULT)));
    assertThat(goingOn().find("dashboard", Result.class), is(Optional.empty()));
  }

  @Test
  void theNewerOfTwoIsTaken() throws IOException {
    stopped().keep("revenue", RESULT);
    Result newer = new Result("2026-11-30", RESULT.data(), 1, "1", RESULT.series());
    goingOn().keep("revenue", newer);
    assertThat(goingOn().find("revenue", Result.class), is(Optional.of(newer)));
  }

  @Test
  void latenciesTheSame() throws IOException {
    LiveSeries series =
        new LiveSeries(List.of(new LiveRun(new Percentiles(8, 48, 61, 103, 0), 0.72)), null, null);
    LiveResult result =
        new LiveResult("2026-11-29", new Schedule(5_000, 60, 20), Map.of("x", series));
    stopped().keep("latency", result);
    assertThat(goingOn().find("latency", LiveResult.class), is(Optional.of(result)));
  }

  @Test
  void whatWasMeasuredOfAnotherBuildIsMeasuredAnew() throws IOException {
    stopped().keep("revenue", RESULT);
    KeptResults other = new KeptResults(folder, "build b, heap 4g, rounds 3", true);
    assertThat(other.find("revenue", Result.class), is(Optional.empty()));
  }

  @Test
  void whoDoesNotGoOnMeasuresAllAnew() throws IOException {
    stopped().keep("revenue", RESULT);
    assertThat(stopped().find("revenue", Result.class), is(Optional.empty()));
  }

  private KeptResults stopped() {
    return new KeptResults(folder, "build a, heap 4g, rounds 3", false);
  }

  private KeptResults goingOn() {
    return new KeptResults(folder, "build a, heap 4g, rounds 3", true);
  }

  private static Map<String, Series> series(Series ours, Series theirs) {
    Map<String, Series> series = new LinkedHashMap<>();
    series.put("tideline-flink", ours);
    series.put("flink-sql", theirs);
    return series;
  }
}
