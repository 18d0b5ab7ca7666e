package dev.tideline.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tideline.run.Terminal.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are played as a stream give the rows and fates of a bounded run, in any order. */
class ReplayTest {

  private static final Path TESTDATA = Path.of("..", "testdata");

  @TempDir private Path home;

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("ordersOfArrival")
  void anyOrderOfArrivalGivesTheSame(String pipeline, String order) {
    Ended bounded = run(pipeline, "bounded");
    Ended played = run(pipeline, "played", "--mode", "stream", "--order", order);

    assertThat(bounded.printed("DIGEST"), is(not(empty())));
    for (String word : List.of("DIGEST", "LEDGER", "REJECTED")) {
      assertThat(order, played.printed(word), is(bounded.printed(word)));
    }
  }

  static Stream<Arguments> ordersOfArrival() {
    String chance = "shuffled:" + System.nanoTime();
    return Stream.of(
        Arguments.of("daily-revenue", "as-is"),
        Arguments.of("daily-revenue", chance),
        Arguments.of("ops-dashboard", "ingest"),
        Arguments.of("ops-dashboard", chance),
        Arguments.of("fraud-velocity", "ingest"),
        Arguments.of("fraud-velocity", chance));
  }

  private Ended run(String pipeline, String output, String... more) {
    List<String> words = new ArrayList<>(List.of(more));
    words.addAll(List.of("--input", TESTDATA.resolve("freshmart").toString()));
    words.addAll(List.of("--output", home.resolve(output).toString()));
    Job<?> job =
        switch (pipeline) {
          case "daily-revenue" -> new DailyRevenueJob();
          case "ops-dashboard" -> new OpsDashboardJob();
          default -> {
            words.addAll(List.of("--card-key", TESTDATA.resolve("card.key").toString()));
            yield new FraudVelocityJob();
          }
        };
    Ended ended = Terminal.run(job, words.toArray(String[]::new));
    assertThat(ended.err(), ended.code(), is(0));
    return ended;
  }
}
