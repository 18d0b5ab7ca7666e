package dev.tideline.benchmarks.bench.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.tideline.demo.latency.Cpu;
import dev.tideline.demo.latency.Latencies;
import dev.tideline.demo.latency.Schedule;
import dev.tideline.demo.latency.TrialOutcome;
import org.junit.jupiter.api.Test;

class LiveSeriesTest {

  private static final Schedule SCHEDULE = new Schedule(1_000, 60, 20);

  @Test
  void whoSignalsEveryPaymentTells() {
    LiveSeries series = LiveSeries.NONE.with(outcome(1_000, 4_000, 0, 50), SCHEDULE);
    assertThat(series.reason(), nullValue());
    assertThat(series.runs().get(0).p99(), is(50.0));
    assertThat(series.goesOn(), is(true));
  }

  @Test
  void whoHasMoreThanFiveSecondsToAnswerHasFallenBehindWhicheverOfThemAreMissing() {
    LiveSeries series = LiveSeries.NONE.with(outcome(1_000, 6_000, 900, 50), SCHEDULE);
    assertThat(
        series.reason(),
        is(
            "fell behind: of 80,000 payments 6,000 had no signal when the last had been sent, and"
                + " 900 a minute later"));
    assertThat(series.goesOn(), is(false));
    assertThat("it is no failure", series.fault(), nullValue());
  }

  @Test
  void whoKeepsUpAndLosesOneHasFailed() {
    LiveSeries series = LiveSeries.NONE.with(outcome(1_000, 4_000, 1, 50), SCHEDULE);
    assertThat(series.fault(), is("of 80,000 payments 1 never got a signal"));
  }

  @Test
  void anotherRateIsNoRun() {
    assertThat(
        LiveSeries.NONE.with(outcome(970, 0, 0, 50), SCHEDULE).reason(),
        containsString("too busy a machine"));
  }

  @Test
  void latenciesThatAreFarApartTellOfTheMachine() {
    LiveSeries near =
        LiveSeries.NONE
            .with(outcome(1_000, 0, 0, 50), SCHEDULE)
            .with(outcome(1_000, 0, 0, 120), SCHEDULE);
    assertThat(near.reason(), nullValue());
    LiveSeries far = near.with(outcome(1_000, 0, 0, 140), SCHEDULE);
    assertThat(far.reason(), containsString("a busy machine"));
    assertThat(far.agrees(), is(false));
  }

  private static TrialOutcome outcome(double rate, int waiting, int missing, long latency) {
    Latencies latencies = new Latencies();
    latencies.add(latency);
    return new TrialOutcome(
        rate, 60_000, 80_000, waiting, missing, latencies, new Cpu(0.5, 0.25, 0.1));
  }
}
