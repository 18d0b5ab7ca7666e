package dev.tideline.pipelines.runs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.stringContainsInOrder;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunMetricsTest {

  @Test
  void theLastRunIsToldInSeconds() {
    RunFolder.Entry entry =
        new RunFolder.Entry(
            "r",
            RunFolder.Status.DONE,
            "d",
            "close",
            "DirectRunner",
            "1@till-7",
            5_000,
            7_500L,
            42,
            List.of());
    String text = RunMetrics.text(entry, Optional.of(new Deadline(6_000)));
    assertThat(
        text,
        stringContainsInOrder(
            "# TYPE tideline_run_succeeded gauge\n",
            "tideline_run_succeeded 1\n",
            "tideline_run_ended_seconds 7.500\n",
            "tideline_run_duration_seconds 2.500\n",
            "tideline_run_records 42\n",
            "tideline_run_deadline_margin_seconds -1.500\n"));
    assertThat(
        RunMetrics.text(
            new RunFolder.Entry(
                "r",
                RunFolder.Status.FAILED,
                "d",
                "close",
                "DirectRunner",
                "1@till-7",
                5_000,
                7_500L,
                0,
                List.of()),
            Optional.of(new Deadline(6_000))),
        containsString("tideline_run_succeeded 0\n"));
  }
}
