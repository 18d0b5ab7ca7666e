package dev.tideline.pipelines.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.hamcrest.Matchers.stringContainsInOrder;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tideline.io.replay.ArrivalOrder;
import dev.tideline.io.replay.ReplaySource;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.GatewayHealthMain;
import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.options.Input;
import dev.tideline.pipelines.options.Replaying;
import dev.tideline.pipelines.options.RunMode;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.options.RunnerDefaults;
import dev.tideline.pipelines.run.Terminal.Ended;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person is told who gives a command wrongly. */
class CommandLineTest {

  @TempDir private Path home;
  private OneStore shop;

  @BeforeEach
  void openTheShop() throws IOException {
    shop = OneStore.in(home.resolve("shop"));
    shop.orders("part.jsonl", OneStore.order("e1"));
    shop.write("payments", "part.jsonl", List.of(OneStore.payment("p1").getBytes(UTF_8)));
  }

  @Test
  void everyMistakeIsReportedAtOnce() throws IOException {
    Path file = Files.writeString(home.resolve("a-file"), "mine");
    Ended ended =
        Terminal.run(
            new DailyRevenueMain(),
            words(
                "stray --runner Flub --nonsense --other=3 --targetParallelism=many --mode never"
                    + " --as-of yesterday --show -1 --from 17.3. --to 2026-02-30"
                    + " --input /nowhere --stores /no/stores --output "
                    + file));

    assertThat(
        ended.mistakes(),
        contains(
            is("'stray' belongs to no option"),
            startsWith("--runner=Flub is no option of ours, and Beam says: Unknown 'runner'"),
            allOf(startsWith("--nonsense is no option"), containsString("property named")),
            allOf(startsWith("--other=3 is no option"), containsString("property named")),
            startsWith("--targetParallelism=many is no option of ours, and Beam says: Cannot"),
            is("--mode wants batch or stream, not 'never'"),
            is("--as-of wants a time like 2026-03-20T04:00:00Z, not 'yesterday'"),
            is("--show wants a number from 0 up, not '-1'"),
            is("--from wants a day like 1997-01-01, not '17.3.'"),
            is("--to wants a day like 1997-12-31, not '2026-02-30'"),
            is("/nowhere: no such file or directory"),
            startsWith("/no/stores can't be read: "),
            is("--output " + file + " can't take the answer: it is a file")));
    assertThat(ended.code(), is(2));
    assertThat(ended.out(), is(""));
    assertThat(Files.readString(file), is("mine"));
  }

  @Test
  void everyMistakeInALiveCommandIsReportedAtOnce() {
    Ended ended =
        Terminal.run(
            new OpsDashboardMain(),
            words(
                "--mode stream --until tomorrow --watermark-delay soon --readers -1 --every 0s"
                    + " --early 0s --metrics-port 65536 --order random --database jdbc:oracle:x"
                    + " --input "
                    + shop));

    assertThat(
        ended.mistakes(),
        contains(
            "--until wants now or stopped, not 'tomorrow'",
            "--watermark-delay wants a duration like 500ms, 2s, 5m, 1h or 2d, not 'soon'",
            "--readers wants a number from 0 up, not '-1'",
            "--until is of no use without --bootstrap-servers HOST:PORT",
            "--watermark-delay is of no use without --bootstrap-servers HOST:PORT",
            "--every wants a duration like 500ms, 2s, 5m, 1h or 2d, not '0s'",
            "--every is for --mode batch with --bootstrap-servers",
            "--early wants a duration like 500ms, 2s, 5m, 1h or 2d, not '0s'",
            "--metrics-port wants a port, 1 to 65535, or ADDRESS:PORT, not '65536'",
            "--order wants as-is, ingest or shuffled:SEED, not 'random'",
            "a database's URL begins with jdbc:sqlite: or jdbc:postgresql:",
            "--output DIR is missing: where should the answer go?"));
    assertThat(ended.code(), is(2));
  }

  @Test
  void whatIsForAnotherWayToRunIsRefused() throws IOException {
    assertThat(
        refused(
            new OpsDashboardMain(),
            "--until now --every 5m --order ingest --early 2s --topic t --group g"
                + " --accept-loss --signals-topic s --dead-letters d"),
        contains(
            "--topic is of no use without --bootstrap-servers HOST:PORT",
            "--group is of no use without --bootstrap-servers HOST:PORT",
            "--until is of no use without --bootstrap-servers HOST:PORT",
            "--accept-loss is of no use without --bootstrap-servers HOST:PORT",
            "--every is for --mode batch with --bootstrap-servers",
            "--order is for --mode stream with --input",
            "--signals-topic is of no use without --bootstrap-servers HOST:PORT",
            "--dead-letters is of no use without --bootstrap-servers HOST:PORT"));
  }

  @Test
  void aHistoryIsForStreamsThatHavePanes() throws IOException {
    assertThat(
        refused(new OpsDashboardMain(), "--history"),
        contains("--history is for --mode stream: other runs have no early and late panes"));
    assertThat(
        refused(new FraudVelocityMain(), "--mode stream --history --card-key " + shop.cardKey()),
        contains(
            "--history is for ops-dashboard, daily-revenue, gateway-health: signals have no panes"));
  }

  @Test
  void aPasswordInTheDatabasesAddressIsRefusedAndNotRepeated() throws IOException {
    Ended ended =
        Terminal.run(
            new OpsDashboardMain(),
            words(
                "--mode stream --database jdbc:postgresql://db/x?password=hunter2 --output out --input "
                    + shop));

    assertThat(ended.mistakes(), contains(containsString("URL has a password in it")));
    assertThat(ended.err(), not(containsString("hunter2")));
    assertThat(ended.code(), is(2));
  }

  @Test
  void anEmptyCommandIsToldWhatItNeeds() {
    Ended ended = Terminal.run(new OpsDashboardMain());

    assertThat(
        ended.mistakes(),
        contains(
            "--output DIR is missing: where should the answer go?",
            "--input PATH is missing: what should be read? (Or --bootstrap-servers HOST:PORT)"));
    assertThat(ended.err(), containsString("Try: scripts/run ops-dashboard --help\n"));
    assertThat(ended.code(), is(2));
  }

  @Test
  void theLastDayIsNotBeforeTheFirst() throws IOException {
    assertThat(
        refused(new DailyRevenueMain(), "--from 2026-03-18 --to 2026-03-17"),
        contains("--to 2026-03-17 is before --from 2026-03-18"));
  }

  /** What has a default has none after such a mistake, which is no mistake of its own. */
  @Test
  void anOptionThatIsGivenTwiceIsOneMistake() throws IOException {
    assertThat(
        refused(new DailyRevenueMain(), "--date 2026-03-17 --date 2026-03-18"),
        contains(startsWith("option '--date' (DAY[..DAY]) should be specified only once")));
  }

  /** Its events are judged by themselves, not by when books were closed. */
  @Test
  void theCloseOfBooksIsNoMomentOfAPipelineWithoutBooks() throws IOException {
    assertThat(
        refused(new OpsDashboardMain(), "--as-of close"),
        contains("--as-of close is of daily-revenue: give a time like 2026-03-20T04:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "--from, Missing required parameter for option '--from' (DAY)",
    "--from --parquet, Expected parameter for option '--from' but found '--parquet'",
    "--show=twenty, '--show wants a number from 0 up, not ''twenty'''",
    "--show=99999999999, '--show wants a number from 0 up, not ''99999999999'''",
    "--as-of 2026-03-17T25:00:00Z,"
        + " '--as-of wants a time like 2026-03-20T04:00:00Z, not ''2026-03-17T25:00:00Z'''",
    "--runner=DirectRunner loose, '''loose'' belongs to no option'",
  })
  void aWrongValueIsNamedWithItsOption(String words, String mistake) throws IOException {
    assertThat(refused(new DailyRevenueMain(), words), contains(mistake));
  }

  @Test
  void aRunnerOfAnotherBuildIsNotThere() throws IOException {
    assertThat(
        refused(new OpsDashboardMain(), "--runner FlinkRunner"),
        contains(containsString("'FlinkRunner', supported pipeline runners [DirectRunner]")));
  }

  @Test
  void theFraudRulesAreChecked() throws IOException {
    assertThat(
        refused(new FraudVelocityMain(), "--threshold 0 --rule v3 --card-key " + shop.cardKey()),
        contains(
            "--threshold wants a number from 1 up, not '0'", "--rule wants v1 or v2, not 'v3'"));
  }

  @Test
  void aCardKeyMustBeThereAndBeASecret() throws IOException {
    Path tooShort = Files.writeString(home.resolve("short.key"), "0123456789abcde\n");

    assertThat(
        refused(new FraudVelocityMain(), "--card-key /no/key"),
        contains(
            allOf(
                startsWith("the card key can't be read from file /no/key"),
                containsString("give --card-key FILE or set TIDELINE_CARD_KEY"))));
    assertThat(
        refused(new FraudVelocityMain(), "--card-key " + tooShort),
        contains(
            stringContainsInOrder("the card key in file " + tooShort, "shorter than 16 bytes")));
  }

  @Test
  void withoutAFileTheCardKeyIsLookedForInTheEnvironment() throws IOException {
    assumeTrue(System.getenv("TIDELINE_CARD_KEY") == null, "a card key is set for all programs");

    assertThat(
        refused(new FraudVelocityMain(), ""),
        contains(startsWith("there is no card key: environment variable TIDELINE_CARD_KEY")));
  }

  @Test
  void whatIsNotGivenMayBeInTheEnvironment() {
    PipelineCommandLine line =
        PipelineCommandLine.parse(
            new FraudVelocityMain(),
            Map.of(
                "TIDELINE_INPUT", "here",
                "TIDELINE_OUTPUT", "there",
                "TIDELINE_PARQUET", "true",
                "TIDELINE_CARD_KEY", "no file, but the key itself"),
            RunnerDefaults.NONE,
            "--output",
            "elsewhere");
    Mistakes mistakes = new Mistakes();
    RunSettings settings = line.shared().check(mistakes);

    assertThat(line.mistakes(), is(empty()));
    assertThat(mistakes.none(), is(true));
    assertThat(settings.output(), is(Path.of("elsewhere")));
    assertThat(
        settings.mode(),
        is(
            new RunMode.Batch(
                new Input.Files("here", new Replaying(ArrivalOrder.AS_IS, ReplaySource.BATCH)),
                true)));
  }

  @Test
  void aRunnerBringsWhatIsNotGiven() {
    RunnerDefaults runner =
        new RunnerDefaults(
            Map.of("--runner", "DirectRunner", "--targetParallelism", "5"),
            Map.of("--blockOnRun", "false", "--early", "9s"));

    DirectOptions bounded = directOptions(runner);
    assertThat(bounded.getTargetParallelism(), is(5));
    assertThat("that is for streams", bounded.isBlockOnRun(), is(true));

    DirectOptions stream = directOptions(runner, "--mode", "stream", "--targetParallelism=3");
    assertThat(stream.getTargetParallelism(), is(3));
    assertThat(stream.isBlockOnRun(), is(false));
  }

  @Test
  void ofOursTheEnvironmentGoesBeforeTheRunner() {
    RunnerDefaults runner = new RunnerDefaults(Map.of("--show", "7"), Map.of());

    assertThat(shown(runner, Map.of()), is(7));
    assertThat(shown(runner, Map.of("TIDELINE_SHOW", "8")), is(8));
    assertThat(shown(runner, Map.of("TIDELINE_SHOW", "8"), "--show", "9"), is(9));
  }

  private static DirectOptions directOptions(RunnerDefaults runner, String... words) {
    PipelineCommandLine line =
        PipelineCommandLine.parse(new DailyRevenueMain(), Map.of(), runner, words);
    assertThat(line.mistakes(), is(empty()));
    return line.beamOptions("daily-revenue").as(DirectOptions.class);
  }

  private static int shown(
      RunnerDefaults runner, Map<String, String> environment, String... words) {
    List<String> all = new ArrayList<>(List.of("--input", "here", "--output", "there"));
    all.addAll(List.of(words));
    PipelineCommandLine line =
        PipelineCommandLine.parse(
            new DailyRevenueMain(), environment, runner, all.toArray(String[]::new));
    Mistakes mistakes = new Mistakes();
    RunSettings settings = line.shared().check(mistakes);
    assertThat(mistakes.none(), is(true));
    return settings.show();
  }

  @Test
  void aRunnerHasAShortName() {
    PipelineCommandLine line =
        PipelineCommandLine.parse(
            new DailyRevenueMain(), Map.of(), RunnerDefaults.NONE, "--runner=direct");

    assertThat(line.beamOptions("daily-revenue").getRunner(), is(DirectRunner.class));
  }

  @Test
  void noTwoRunsShareTheNameOfTheirJob() {
    PipelineCommandLine line =
        PipelineCommandLine.parse(new DailyRevenueMain(), Map.of(), RunnerDefaults.NONE);
    PipelineCommandLine named =
        PipelineCommandLine.parse(
            new DailyRevenueMain(), Map.of(), RunnerDefaults.NONE, "--jobName=mine");

    assertThat(
        line.beamOptions("daily-revenue").getJobName(),
        matchesPattern("daily-revenue-\\d{8}-\\d{6}-\\d{3}"));
    assertThat(named.beamOptions("daily-revenue").getJobName(), is("mine"));
  }

  @ParameterizedTest
  @MethodSource("optionsOfEachPipeline")
  void helpNamesEveryOption(PipelineCommand<?, ?> command, List<String> options) {
    Ended ended = Terminal.run(command, "--help", "--nonsense");

    assertThat(ended.code(), is(0));
    assertThat(ended.err(), is(""));
    assertThat(ended.out(), startsWith("Usage: " + command.usage()));
    for (String option : options) {
      assertThat(ended.out(), containsString("\n      " + option + " "));
    }
    assertThat(ended.out(), containsString("Any other option goes to Beam"));
  }

  static Stream<Arguments> optionsOfEachPipeline() {
    List<String> shared =
        List.of(
            "--mode=MODE",
            "--input=PATH",
            "--stores=FILE",
            "--output=DIR",
            "--as-of=TIME",
            "--parquet",
            "--show=N",
            "--history",
            "--help");
    return Stream.of(
        arguments(new DailyRevenueMain(), shared, "--from=DAY", "--to=DAY"),
        arguments(new OpsDashboardMain(), shared),
        arguments(new FraudVelocityMain(), shared, "--threshold=N", "--rule=V", "--card-key=FILE"),
        arguments(
            new GatewayHealthMain(),
            shared,
            "--degraded-below=PPM",
            "--least-payments=N",
            "--card-key=FILE"));
  }

  private static Arguments arguments(
      PipelineCommand<?, ?> command, List<String> shared, String... own) {
    return Arguments.of(command, Stream.concat(shared.stream(), Stream.of(own)).toList());
  }

  /** The mistakes of a command that is fine but for these words. */
  private List<String> refused(PipelineCommand<?, ?> command, String words) throws IOException {
    Path answer = home.resolve("answer");
    Ended ended =
        Terminal.run(command, words("--input " + shop + " --output " + answer + " " + words));

    assertThat(ended.err(), ended.code(), is(2));
    assertThat(ended.out(), is(""));
    assertThat(Terminal.names(home), everyItem(not(startsWith("."))));
    assertThat(Files.exists(answer), is(false));
    return ended.mistakes();
  }

  private static String[] words(String line) {
    return line.strip().split(" +");
  }
}
