package dev.tideline.benchmarks.bench.measure;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SeriesTest {

  @Test
  void aRatioIsOfRunsOfTheSameRound() {
    Series ours = taking(10, 20, 10);
    Series theirs = taking(20, 60, 30);
    assertThat(ours.timesOf(theirs, Usage::cpu), is(new Spread(2, 3, 3)));
  }

  @Test
  void runsThatDifferTooMuchTellNothing() {
    assertThat(taking(10, 13.4).tells(), is(true));
    assertThat(taking(10, 13.6).reason(), containsString("a busy machine"));
  }

  @Test
  void nothingIsToldOfAnotherAnswer() {
    assertThat(new Series(List.of(), "answers x, and the product y").tells(), is(false));
  }

  private static Series taking(double... seconds) {
    return new Series(
        DoubleStream.of(seconds).mapToObj(cpu -> new Usage(0, 1, cpu, 1, List.of())).toList(),
        null);
  }
}
