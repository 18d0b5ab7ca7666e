package dev.tideline.ops.stability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.run.Terminal;
import dev.tideline.pipelines.run.Terminal.Ended;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How stable numbers and decisions were, by the real commands. */
class StabilityTest {

  private static final Path FRESHMART = Path.of("..", "testdata", "freshmart");
  private static final String CARD_KEY = Path.of("..", "testdata", "card.key").toString();

  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(strings = {"ops-dashboard", "daily-revenue"})
  void aLiveRunThatKeepsItsHistoryCanSayHowItsNumbersChanged(String pipeline) throws IOException {
    Path live = home.resolve("live");
    for (String order : List.of("ingest", "as-is")) { // begun anew on the same tables
      Ended ended = Terminal.run(command(pipeline), live(live, "--history", "--order", order));
      assertThat(ended.err(), ended.code(), is(0));
    }

    Ended stability = stability(pipeline, "--output", live.toString());

    assertThat(stability.err(), stability.code(), is(0));
    assertThat(stability.out(), startsWith(pipeline + ": "));
    assertThat(stability.out(), matchesPattern("(?s).*\nrevenue +EUR +first shown .*"));
    assertThat(
        Files.readString(live.resolve("stability.json")),
        startsWith("{\"pipeline\":\"" + pipeline + "\",\"rows\":"));
    assertThat(
        stability(pipeline, "--database", "jdbc:sqlite:" + live.resolve("tideline.db")).out(),
        is(stability.out()));
  }

  @Test
  void withoutHistoryItSaysHowToGetOne() throws IOException {
    Path live = home.resolve("live");
    Ended run = Terminal.run(new OpsDashboardMain(), live(live));
    assertThat(run.err(), run.code(), is(0));

    Ended ended = stability("ops-dashboard", "--output", live.toString());

    assertThat(ended.code(), is(2));
    assertThat(
        ended.err(),
        is(
            "jdbc:sqlite:%s/tideline.db has no history of ops-dashboard: run scripts/run ops-dashboard --mode stream --history first\nTry --help.\n"
                .formatted(live)));
    assertThat(Files.exists(live.resolve("stability.json")), is(false));
  }

  @Test
  void aDatabaseThatIsNotThereIsNotMade() throws IOException {
    Path nothing = Files.createDirectory(home.resolve("nothing"));

    Ended ended = stability("daily-revenue", "--output", nothing.toString());

    assertThat(ended.code(), is(2));
    assertThat(ended.err(), containsString("has no history of daily-revenue"));
    assertThat(Terminal.names(nothing), is(empty()));
  }

  @Test
  void everyMistakeIsReportedAtOnce() {
    assertThat(
        stability("sales", "--database-config", "x", "--output", "/nowhere", "--what")
            .err()
            .lines()
            .toList(),
        contains(
            "Unknown option: '--what'",
            "'sales' has no history: ops-dashboard, daily-revenue, gateway-health have",
            "--database-config is of no use without --database URL",
            "--output /nowhere: no such directory",
            "Try --help."));
    Ended where = stability("ops-dashboard");
    assertThat(where.code(), is(2));
    assertThat(
        where.err(),
        is("--output DIR or --database URL is missing: where is the history?\nTry --help.\n"));
    assertThat(
        stability("ops-dashboard", "--database", "jdbc:oracle:x").err(),
        startsWith("a database's URL begins with"));
    assertThat(stability("--help").out(), startsWith("Usage: scripts/stability "));
  }

  /** Four in the same ms, of which the last arrives half a minute later; one that is too late. */
  @Test
  void decisionsThatWouldHaveDiffered() throws IOException {
    Ended ended = decisions("--threshold", "4");

    assertThat(ended.err(), ended.code(), is(0));
    assertThat(
        Terminal.lines(home.resolve("answer"), "rows"),
        contains(
            "{\"currency\":\"EUR\",\"hindsight\":\"approved\",\"payments\":5,\"amount\":20060.0100}",
            "{\"currency\":\"EUR\",\"hindsight\":\"flagged\",\"payments\":4,\"amount\":80.0000}",
            "{\"currency\":\"EUR\",\"hindsight\":\"too_late\",\"payments\":1,\"amount\":20.0000}",
            "{\"currency\":\"JPY\",\"hindsight\":\"signalled_later\",\"payments\":3,\"amount\":5997.0000}",
            "{\"currency\":\"USD\",\"hindsight\":\"flagged\",\"payments\":1,\"amount\":5.0000}"));
    assertThat(
        ended.printed("TOTAL"),
        contains(
            "TOTAL decisions=10 flagged_at_arrival=4 flagged_in_perfect_order=5 differing=1 amount_differing=20.0000 currency=EUR",
            "TOTAL decisions=3 flagged_at_arrival=0 flagged_in_perfect_order=3 differing=3 amount_differing=5997.0000 currency=JPY",
            "TOTAL decisions=1 flagged_at_arrival=1 flagged_in_perfect_order=1 differing=0 amount_differing=0.0000 currency=USD"));
    assertThat(
        ended.printed("LEDGER"),
        contains(
            "LEDGER read=20 counted=14 duplicate=1 too_late=0 rejected=5 out_of_scope=0 BALANCED"));
  }

  @Test
  void oneLooksBackWhenAllIsThere() {
    Ended ended = decisions("--mode", "stream", "--threshold", "0");

    assertThat(ended.code(), is(2));
    assertThat(
        ended.mistakes(),
        contains(
            "one looks back when all is there: --mode batch without --every",
            "--threshold wants a number from 1 up, not '0'"));
    assertThat(ended.err(), containsString("Try: scripts/stability fraud-velocity --help\n"));
    assertThat(
        Terminal.run(new FraudHindsightMain(), "--help").out(),
        startsWith("Usage: scripts/stability fraud-velocity"));
  }

  private Ended decisions(String... more) {
    return Terminal.run(
        new FraudHindsightMain(),
        words(
            home.resolve("answer"),
            Stream.concat(Stream.of("--card-key", CARD_KEY), Stream.of(more))));
  }

  private static PipelineCommand<?, ?> command(String pipeline) {
    return pipeline.equals("ops-dashboard") ? new OpsDashboardMain() : new DailyRevenueMain();
  }

  private static String[] live(Path output, String... more) {
    return words(output, Stream.concat(Stream.of("--mode", "stream"), Stream.of(more)));
  }

  private static String[] words(Path output, Stream<String> more) {
    return Stream.concat(
            Stream.of("--input", FRESHMART.toString(), "--output", output.toString()), more)
        .toArray(String[]::new);
  }

  private static Ended stability(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = StabilityMain.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Ended(code, out.toString(), err.toString());
  }
}
