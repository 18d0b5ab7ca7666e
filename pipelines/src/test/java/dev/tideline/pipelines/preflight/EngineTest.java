package dev.tideline.pipelines.preflight;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.stringContainsInOrder;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineTest {

  @Test
  void fixesOfOneSeriesGoTogether() {
    assertThat(Engine.mismatch("Flink 1.19.3", Optional.of("Flink 1.19.1")), is(Optional.empty()));
    assertThat(
        "of a vendor's",
        Engine.mismatch("Spark 3.5.7, Scala 2.12.18", Optional.of("Spark 3.5.0-v1, Scala 2.12.15")),
        is(Optional.empty()));
  }

  @Test
  void anotherSeriesIsNamedBesideOurs() {
    assertThat(
        Engine.mismatch("Flink 1.19.3", Optional.of("Flink 1.20.1")).orElseThrow(),
        stringContainsInOrder("built for Flink 1.19, ", "Flink 1.20.1", "What to do: "));
    assertThat(
        Engine.mismatch("Spark 3.5.7, Scala 2.12", Optional.of("Spark 3.5.7, Scala 2.13.8"))
            .orElseThrow(),
        stringContainsInOrder("built for Spark 3.5, Scala 2.12, ", "Spark 3.5.7, Scala 2.13.8"));
  }

  @Test
  void anotherEngineIsNone() {
    assertThat(
        Engine.mismatch("Flink 1.19.3", Optional.empty()).orElseThrow(),
        stringContainsInOrder("built for Flink 1.19, ", "no Flink. ", "What to do: "));
  }
}
