package dev.tideline.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.0 s",
    "4149, 4.1 s",
    "10000, 10 s",
    "119999, 119 s",
    "120000, 2 min 0 s",
    "725000, 12 min 5 s",
    "7200000, 2 h 0 min",
    "93780000, 26 h 3 min",
    "172800000, 2 d 0 h",
    "273600000, 3 d 4 h"
  })
  void theyAreToldInUnitsOfPeople(long millis, String told) {
    assertThat(Durations.told(millis), is(told));
  }
}
