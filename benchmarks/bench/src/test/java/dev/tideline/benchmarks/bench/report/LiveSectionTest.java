package dev.tideline.benchmarks.bench.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.tideline.benchmarks.bench.live.LiveResult;
import dev.tideline.benchmarks.bench.live.LiveRun;
import dev.tideline.benchmarks.bench.live.LiveSeries;
import dev.tideline.benchmarks.bench.live.LiveWork;
import dev.tideline.benchmarks.bench.work.Contestant;
import dev.tideline.benchmarks.bench.work.Contestant.NativeJob;
import dev.tideline.benchmarks.bench.work.Contestant.Product;
import dev.tideline.demo.latency.Latencies.Percentiles;
import dev.tideline.demo.latency.Schedule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveSectionTest {

  private static final Contestant OURS = new Product("flink");
  private static final Contestant THEIRS =
      new NativeJob("native", "flink", "flink", "Main", "tideline");
  private static final Schedule SCHEDULE = new Schedule(1_000, 60, 20);
  private static final LiveWork WORK =
      new LiveWork("latency", "Latency", List.of(SCHEDULE), List.of(OURS, THEIRS));

  @Test
  void theMiddleRunIsToldTheLongestOfAllAndEveryOneOverTheLimit() {
    LiveSeries ours =
        new LiveSeries(
            List.of(run(8, 50, 70, 100, 0), run(9, 40, 60, 2_500, 3), run(7, 60, 80, 90, 0)),
            null,
            null);
    assertThat(
        section(ours, ours),
        containsString(
            "| tideline-flink | 8 | 50 (40 to 60) | 70 | 2500 | 3 of 180,000 | 0.50 + 0.25 | | | |"));
    assertThat(
        section(ours, ours),
        containsString("| flink | **1.00** (1.00 to 1.00) | **1.00** (1.00 to 1.00) |"));
  }

  @Test
  void nothingIsComparedWithOneThatFellBehind() {
    LiveSeries told = new LiveSeries(List.of(run(8, 50, 70, 100, 0)), null, null);
    LiveSeries behind =
        new LiveSeries(List.of(run(900, 9_000, 9_500, 9_900, 1)), null, "fell behind");
    assertThat(section(told, behind), containsString("| native | fell behind |"));
    assertThat(
        section(behind, told),
        containsString(
            "| native | 8 | 50 (50 to 50) | 70 | 100 | 0 of 60,000 | 0.50 + 0.25 | nothing |"));
  }

  private static String section(LiveSeries ours, LiveSeries theirs) {
    return LiveSection.of(
        WORK,
        List.of(
            new LiveResult(
                "2026-11-29", SCHEDULE, Map.of(OURS.name(), ours, THEIRS.name(), theirs))));
  }

  private static LiveRun run(long p50, long p99, long p999, long max, long over) {
    return new LiveRun(new Percentiles(p50, p99, p999, max, over), 0.5, 0.25);
  }
}
