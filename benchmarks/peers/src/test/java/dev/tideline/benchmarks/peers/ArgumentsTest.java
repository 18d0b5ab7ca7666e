package dev.tideline.benchmarks.peers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void valuesAreFoundByTheirNames() {
    Arguments given =
        Arguments.of("--threshold", "5", "--state", "/tmp/a b", "--until", "now", "--topic", "--t");
    assertThat(given.number("threshold"), is(5));
    assertThat(given.path("state"), is(Path.of("/tmp/a b")));
    assertThat(given.untilNow(), is(true));
    assertThat(given.text("topic"), is("--t"));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(problem(() -> Arguments.of().text("group")), containsString("--group"));
  }

  @Test
  void aNameWithoutAValueIsRefused() {
    assertThat(problem(() -> Arguments.of("--a", "b", "--c")), containsString("--c"));
  }

  @Test
  void aValueWithoutANameIsRefused() {
    assertThat(problem(() -> Arguments.of("a", "b")), containsString("a"));
  }

  @Test
  void thereAreTwoQuestions() {
    assertThat(Arguments.of("--question", "daily-revenue").isRevenue(), is(true));
    assertThat(Arguments.of("--question", "ops-dashboard").isRevenue(), is(false));
    assertThat(problem(() -> Arguments.of("--question", "x").isRevenue()), containsString("x"));
  }

  private static String problem(Runnable use) {
    return assertThrows(IllegalArgumentException.class, use::run).getMessage();
  }
}
