package dev.tideline.pipelines.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.tideline.io.events.EventKind;
import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.run.Terminal.Ended;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are played as a stream give the rows and fates of a bounded run, in any order. */
class ReplayTest {

  private static final Path TESTDATA = Path.of("..", "testdata");

  @TempDir private Path home;

  @ParameterizedTest
  @MethodSource("dev.tideline.pipelines.Pipelines#names")
  void theEventsMadeByHandGiveTheSameInAnyOrder(String pipeline) {
    Path input = TESTDATA.resolve("freshmart");
    String key = TESTDATA.resolve("card.key").toString();
    List<String> bounded = answer(bounded(pipeline, input, key));
    long seed = System.nanoTime();
    for (String order : List.of("as-is", "ingest", "shuffled:" + seed, "shuffled:" + ++seed)) {
      Ended played =
          Terminal.run(
              command(pipeline), words(pipeline, input, key, "--mode", "stream", "--order", order));
      assertThat(order, answer(played), is(bounded));
    }
  }

  @Test
  void anyDayGivesTheSameHoweverManyRecordsArriveTogether() throws IOException {
    anyDayGivesTheSame("daily-revenue", List.of(7));
  }

  @ParameterizedTest
  @MethodSource("dev.tideline.pipelines.Pipelines#names")
  @Tag("exhaustive")
  void soItDoesWithEachPipelineAndWithAnyNumberOfRecords(String pipeline) throws IOException {
    anyDayGivesTheSame(pipeline, List.of(1, 7, 100));
  }

  private void anyDayGivesTheSame(String pipeline, List<Integer> batches) throws IOException {
    long seed = System.nanoTime();
    OneStore shop = AnyDay.of(seed, home.resolve("shop"));
    List<String> bounded = answer(bounded(pipeline, shop.folder(), shop.cardKey()));
    for (int batch : batches) {
      for (String order : List.of("as-is", "ingest", "shuffled:" + seed + batch)) {
        Ended played =
            Terminal.run(
                command(pipeline),
                words(
                    pipeline,
                    shop.folder(),
                    shop.cardKey(),
                    "--mode",
                    "stream",
                    "--order",
                    order,
                    "--replay-batch",
                    Integer.toString(batch)));
        assertThat("day " + seed + ", " + order + " by " + batch, answer(played), is(bounded));
      }
    }
  }

  @Test
  void aDatabaseOfAnotherReleaseIsAMistake() throws Exception {
    Path output = Files.createDirectories(home.resolve("live"));
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + output.resolve("tideline.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE ops_dashboard (store_id TEXT NOT NULL)");
      statement.execute("CREATE TABLE ledger (minute TEXT NOT NULL)");
    }

    Ended refused =
        Terminal.run(
            new OpsDashboardMain(),
            "--input",
            TESTDATA.resolve("freshmart").toString(),
            "--mode",
            "stream",
            "--output",
            output.toString());

    assertThat(
        refused.mistakes(),
        containsInAnyOrder(
            containsString("table ops_dashboard has the columns {store_id=TEXT}, not {"),
            containsString("table ledger has the columns {minute=TEXT}, not {"),
            containsString("rename these tables")));
    assertThat(refused.code(), is(2));
  }

  @Test
  void theArchiveIsNotPlayed() throws IOException {
    OneStore shop = OneStore.in(home.resolve("archive"));
    shop.archive("part-0.parquet", List.of());
    Ended refused =
        Terminal.run(
            new OpsDashboardMain(),
            words("ops-dashboard", shop.folder(), shop.cardKey(), "--mode", "stream"));
    assertThat(refused.code(), is(2));
    assertThat(refused.mistakes(), contains(containsString("plays files of JSON lines")));
  }

  /** What a run found: the digest of its rows, and the fates of its records. */
  private static List<String> answer(Ended ended) {
    assertThat(ended.err(), ended.code(), is(0));
    List<String> answer = new ArrayList<>();
    for (String word : List.of("DIGEST", "LEDGER", "REJECTED")) {
      List<String> lines = ended.printed(word);
      assertThat(word + " in " + ended.out(), lines.isEmpty(), is(false));
      answer.addAll(lines);
    }
    return answer;
  }

  private Ended bounded(String pipeline, Path input, String key) {
    return Terminal.run(command(pipeline), words(pipeline, input, key));
  }

  private static PipelineCommand<?, ?> command(String pipeline) {
    return Pipelines.named(pipeline).orElseThrow().command().get();
  }

  private String[] words(String pipeline, Path input, String key, String... more) {
    Path output = home.resolve("answer-" + System.nanoTime());
    List<String> words =
        new ArrayList<>(List.of("--input", input.toString(), "--output", output.toString()));
    if (Pipelines.named(pipeline).orElseThrow().reads().equals(EventKind.PAYMENTS)) {
      words.addAll(List.of("--card-key", key));
    }
    return Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new);
  }
}
