package dev.tideline.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.run.Terminal;
import dev.tideline.pipelines.run.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The daily run as cron, Airflow and Argo have it: when, with which words, and what is done about
 * each exit status. Their commands are carried out, with a script in place of the product's that
 * keeps its words and ends as it is told.
 */
class DailyRunTest {

  private static final String CRON = "deploy/cron/tideline";
  private static final String DAG = "deploy/airflow/daily_revenue.py";
  private static final String ARGO = "deploy/argo/daily-revenue.yaml";
  private static final String HOME = "/opt/tideline";
  private static final String LOGS = "/var/log/tideline";

  @TempDir private Path home;

  @BeforeEach
  void aScriptThatKeepsItsWords() throws IOException {
    Path scripts = Files.createDirectories(home.resolve("scripts"));
    Path run = scripts.resolve("run");
    Files.writeString(
        run,
        """
        #!/bin/sh
        printf '%%s\\n' "$@" >'%1$s/words'
        echo "it says what it did"
        exit "$(cat '%1$s/status')"
        """
            .formatted(home));
    assertThat(run.toFile().setExecutable(true), is(true));
    itEndsWith(0);
  }

  @Test
  void cronRunsItAtFour() throws IOException {
    Crontab crontab = Crontab.read();

    assertThat(crontab.settings().get("CRON_TZ"), is(crontab.settings().get("TZ")));
    assertThat(crontab.settings().get("MAILTO"), containsString("@"));
    assertThat(crontab.user(), is("tideline"));
    assertRunsAtFour(crontab.schedule(), crontab.settings().get("CRON_TZ"));
  }

  @Test
  void argoRunsItAtFour() throws IOException {
    JsonNode spec = DeployFile.tree(ARGO).path("spec");

    assertThat(spec.path("schedules").size(), is(1));
    assertRunsAtFour(spec.at("/schedules/0").asText(), spec.path("timezone").asText());
    assertThat(spec.path("concurrencyPolicy").asText(), is("Forbid"));
    assertThat(argosEnvironment().get("TZ"), is(spec.path("timezone").asText()));
  }

  @Test
  void airflowRunsItAtFourAndMakesUpForWhatItMissed() throws Exception {
    JsonNode settings = DeployFile.yaml(dag("2026-03-18T08:00:00+00:00").get(0));

    assertRunsAtFour(settings.path("schedule").asText(), settings.path("zone").asText());
    assertThat(settings.path("catchup").asBoolean(), is(true));
    assertThat(settings.path("max_active_runs").asInt(), is(1));
    assertThat(settings.path("retries").asInt(), is(3));
  }

  /** On three days in a row, on the second of which the clock is put forward. */
  private static void assertRunsAtFour(String schedule, String zone) {
    ExecutionTime times =
        ExecutionTime.forCron(
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
                .parse(schedule)
                .validate());
    List<ZonedDateTime> next = new ArrayList<>();
    ZonedDateTime from = LocalDate.of(2026, 3, 7).atStartOfDay(ZoneId.of(zone));
    for (int i = 0; i < 3; i++) {
      from = times.nextExecution(from).orElseThrow();
      next.add(from);
    }
    assertThat(
        next,
        is(
            Stream.of(7, 8, 9)
                .map(day -> LocalDate.of(2026, 3, day))
                .map(day -> day.atTime(LocalTime.of(4, 0)).atZone(ZoneId.of(zone)))
                .toList()));
  }

  @Test
  void cronClosesYesterday() throws Exception {
    LocalDate before = yesterday(Crontab.read().settings().get("TZ"));
    assertThat("nothing is mailed", cron(), is(""));

    assertThat(
        dateOf(words()), anyOf(is(before), is(yesterday(Crontab.read().settings().get("TZ")))));
    assertThat(
        Files.readString(home.resolve("log").resolve(dateOf(words()) + ".log")),
        is("it says what it did\n"));
    assertThatTheProductTakes(words());
  }

  @Test
  void argoClosesYesterdayInABucket() throws Exception {
    LocalDate before = yesterday(argosEnvironment().get("TZ"));
    JsonNode container = DeployFile.tree(ARGO).at("/spec/workflowSpec/templates/0/container");
    List<String> command = DeployFile.texts(container.path("command"));
    command.add(here(container.at("/args/0").asText()));
    carryOut(argosEnvironment(), command);

    assertThat(container.path("args").size(), is(1));
    assertThat(dateOf(words()), anyOf(is(before), is(yesterday(argosEnvironment().get("TZ")))));
    assertThat(option(words(), "--output"), startsWith("s3://"));
    assertThatTheProductTakes(words());
  }

  /** The day before it was due, whenever it runs, by the clock of the store that closes last. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-18T08:00:00+00:00, 2026-03-17",
    "2026-03-18T03:59:00+00:00, 2026-03-16",
    "2026-03-01T09:00:00+00:00, 2026-02-28",
  })
  void airflowClosesTheDayBeforeItWasDue(String due, String day) throws Exception {
    assertThat(dag(due).get(1), is("done"));

    assertThat(dateOf(words()), is(LocalDate.parse(day)));
    assertThatTheProductTakes(words());
  }

  /** The parser takes them; and with other places the product does what they say. */
  private void assertThatTheProductTakes(List<String> words) {
    List<String> options = new ArrayList<>(words);
    assertThat(option(words, "--runner"), is("flink"));
    options.subList(options.indexOf("--runner"), options.indexOf("--runner") + 2).clear();
    assertThat(Words.mistakes(options), is(empty()));

    Path day = DeployFile.at("testdata/worked-day/1");
    replace(options, "--input", day.toString());
    replace(options, "--stores", day.resolve("stores.jsonl").toString());
    replace(options, "--output", home.resolve("books").toString());
    replace(options, "--date", "2026-03-17");
    Terminal.Ended ended =
        Terminal.run(
            new DailyRevenueMain(), options.subList(1, options.size()).toArray(String[]::new));
    assertThat(ended.err(), ended.code(), is(0));
    assertThat(Files.exists(home.resolve("books/days/2026-03-17/current")), is(true));
  }

  @Test
  void cronMailsHowAFailedRunEnded() throws Exception {
    itEndsWith(ExitCode.WITHHELD.code());

    assertThat(cron(), is("exit status 3\nit says what it did\n"));
  }

  @Test
  void airflowTriesAgainWhatMayEndOtherwise() throws Exception {
    for (ExitCode code : ExitCode.values()) {
      itEndsWith(code.code());
      assertThat(
          code.name(),
          dag("2026-03-18T08:00:00+00:00").get(1),
          is(
              code == ExitCode.OK
                  ? "done"
                  : isFinal(code) ? "AirflowFailException" : "AirflowException"));
    }
  }

  @Test
  void argoTriesAgainWhatMayEndOtherwise() throws IOException {
    JsonNode retries = DeployFile.tree(ARGO).at("/spec/workflowSpec/templates/0/retryStrategy");
    assertThat(
        retries.path("expression").asText(),
        is(
            "lastRetry.status == \"Error\" || asInt(lastRetry.exitCode) != "
                + ExitCode.WITHHELD.code()));
    assertThat(retries.has("retryPolicy"), is(false)); // with an expression: all that has failed
  }

  /** What a second run would come to as well. */
  private static boolean isFinal(ExitCode code) {
    return code.code() == ExitCode.WITHHELD.code();
  }

  /**
   * A file of cron.d, with one command.
   *
   * @param settings of its environment
   */
  private record Crontab(
      Map<String, String> settings, String schedule, String user, String command) {

    static Crontab read() throws IOException {
      List<String> lines = DeployFile.lines(CRON);
      Map<String, String> settings =
          lines.stream()
              .filter(line -> line.matches("[A-Z_]+=.*"))
              .map(line -> line.split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
      List<String> jobs = lines.stream().filter(line -> !line.matches("[A-Z_]+=.*")).toList();
      assertThat(jobs.size(), is(1));
      String[] words = jobs.get(0).split(" ", 7);
      assertThat("a bare % ends a command", words[6].replace("\\%", ""), not(containsString("%")));
      return new Crontab(
          settings,
          String.join(" ", List.of(words).subList(0, 5)),
          words[5],
          words[6].replace("\\%", "%"));
    }
  }

  /** What cron would mail. */
  private String cron() throws Exception {
    Crontab crontab = Crontab.read();
    Files.createDirectories(home.resolve("log"));
    return carryOut(
        crontab.settings(),
        List.of(crontab.settings().get("SHELL"), "-c", here(crontab.command())));
  }

  /** What the DAG says of itself, and how its task has ended. */
  private List<String> dag(String due) throws Exception {
    Path python = Path.of(getClass().getResource("run_dag.py").toURI());
    Path dag = Files.writeString(home.resolve("dag.py"), here(DeployFile.text(DAG)));
    assumeTrue(hasPython(), "there is no python3 with zoneinfo");
    List<String> said =
        carryOut(
                Map.of("PYTHONPATH", python.getParent().toString(), "PYTHONDONTWRITEBYTECODE", "1"),
                List.of("python3", "-W", "error", python.toString(), dag.toString(), due))
            .lines()
            .filter(line -> !line.equals("it says what it did"))
            .toList();
    assertThat(String.join("\n", said), said.size(), is(2));
    return said;
  }

  private boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import zoneinfo").start().waitFor() == 0;
    } catch (IOException none) {
      return false;
    }
  }

  private static Map<String, String> argosEnvironment() throws IOException {
    return Stream.of(DeployFile.tree(ARGO).at("/spec/workflowSpec/templates/0/container/env"))
        .flatMap(list -> Stream.iterate(0, i -> i < list.size(), i -> i + 1).map(list::get))
        .collect(
            Collectors.toMap(
                each -> each.path("name").asText(), each -> each.path("value").asText()));
  }

  private String here(String text) {
    assertThat(text, containsString(HOME + "/scripts/run"));
    return text.replace(HOME, home.toString()).replace(LOGS, home.resolve("log").toString());
  }

  private void itEndsWith(int status) throws IOException {
    Files.writeString(home.resolve("status"), "" + status);
  }

  private List<String> words() throws IOException {
    return Files.readAllLines(home.resolve("words"));
  }

  private static LocalDate yesterday(String zone) {
    return LocalDate.now(ZoneId.of(zone)).minusDays(1);
  }

  private static LocalDate dateOf(List<String> words) {
    return LocalDate.parse(option(words, "--date"));
  }

  private static String option(List<String> words, String name) {
    return words.get(words.indexOf(name) + 1);
  }

  private static void replace(List<String> words, String name, String value) {
    words.set(words.indexOf(name) + 1, value);
  }

  private static String carryOut(Map<String, String> environment, List<String> command)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said;
  }
}
