package dev.tideline.windowing;

import static dev.tideline.testing.Clock.time;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstSlidingWindowTest {

  private static final Duration LENGTH = Duration.standardMinutes(30);
  private static final Duration PERIOD = Duration.standardMinutes(5);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-17T10:00:00Z",
        "2026-03-17T10:00:00.001Z",
        "2026-03-17T10:04:59.999Z",
        "1969-12-31T23:59:59.999Z"
      })
  void isTheOneOfBeamsOwnThatEndsFirst(String moment) {
    Instant timestamp = time(moment);
    SlidingWindows all = SlidingWindows.of(LENGTH).every(PERIOD);
    Instant first = Instant.ofEpochMilli(Long.MAX_VALUE / 1_000);
    for (IntervalWindow window : all.assignWindows(timestamp)) {
      first = window.end().isBefore(first) ? window.end() : first;
    }
    assertThat(
        FirstSlidingWindow.of(LENGTH, PERIOD).assignWindow(timestamp),
        is(new IntervalWindow(first.minus(LENGTH), first)));
  }
}
