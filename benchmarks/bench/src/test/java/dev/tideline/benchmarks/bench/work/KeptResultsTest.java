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
    goingOn("a").keep("revenue", "on two cores", RESULT);
    assertThat(found("a", "revenue", "on two cores"), is(Optional.of(RESULT)));
    assertThat(found("a", "dashboard", "on two cores"), is(Optional.empty()));
  }

  @Test
  void theNewerOfTwoIsTaken() throws IOException {
    goingOn("a").keep("revenue", "on two cores", RESULT);
    Result newer = new Result("2026-11-30", RESULT.data(), 1, "1", RESULT.series());
    goingOn("a").keep("revenue", "on two cores", newer);
    assertThat(found("a", "revenue", "on two cores"), is(Optional.of(newer)));
  }

  @Test
  void latenciesTheSame() throws IOException {
    LiveSeries series =
        new LiveSeries(
            List.of(new LiveRun(new Percentiles(8, 48, 61, 103, 0), 0.72, 0.3)), null, null);
    LiveResult result =
        new LiveResult("2026-11-29", new Schedule(5_000, 60, 20), Map.of("x", series));
    goingOn("a").keep("latency", "live", result);
    assertThat(goingOn("a").find("latency", "live", LiveResult.class), is(Optional.of(result)));
  }

  @Test
  void whatWasMeasuredOfAnotherBuildOrOtherwiseIsMeasuredAnew() throws IOException {
    goingOn("a").keep("revenue", "on two cores", RESULT);
    assertThat(found("b", "revenue", "on two cores"), is(Optional.empty()));
    assertThat(found("a", "revenue", "on one core"), is(Optional.empty()));
  }

  @Test
  void whoDoesNotGoOnMeasuresAllAnew() throws IOException {
    goingOn("a").keep("revenue", "on two cores", RESULT);
    KeptResults anew = new KeptResults(folder, "a", false);
    assertThat(anew.find("revenue", "on two cores", Result.class), is(Optional.empty()));
    assertThat("it is not lost", found("a", "revenue", "on two cores"), is(Optional.of(RESULT)));
  }

  private KeptResults goingOn(String build) {
    return new KeptResults(folder, build, true);
  }

  private Optional<Result> found(String build, String name, String measured) throws IOException {
    return goingOn(build).find(name, measured, Result.class);
  }

  private static Map<String, Series> series(Series ours, Series theirs) {
    Map<String, Series> series = new LinkedHashMap<>();
    series.put("tideline-flink", ours);
    series.put("flink-sql", theirs);
    return series;
  }
}
