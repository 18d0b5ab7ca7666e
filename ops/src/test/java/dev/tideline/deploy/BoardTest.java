package dev.tideline.deploy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.pipelines.runs.Deadline;
import dev.tideline.pipelines.runs.RunFolder;
import dev.tideline.pipelines.runs.RunMetrics;
import dev.tideline.pipelines.telemetry.ServedMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Board, alerts and page speak of the metrics that the product has, and of no others. */
class BoardTest {

  private static final String BOARD = "deploy/grafana/tideline.json";
  private static final String ALERTS = "deploy/prometheus/alerts.yaml";

  /** Prometheus' own: whether it could ask. */
  private static final String UP = "up";

  private static final Pattern SAMPLE = Pattern.compile("(?m)^(tideline_\\w+)(?:\\{(.*)})? ");
  private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*[=!]~?\\s*\"");
  private static final Pattern USED = Pattern.compile("\\b(up|tideline_\\w+)\\b(?:\\{([^}]*)})?");
  private static final Pattern GROUPED = Pattern.compile("\\bby \\(([^)]*)\\)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");

  @TempDir private Path books;

  /** Those of each metric. */
  private final Map<String, Set<String>> labels = new TreeMap<>();

  @BeforeEach
  void whatTheProductExports() throws IOException {
    RunFolder.Entry run =
        RunFolder.Entry.begun("run", "2026-03-17", "close", "DirectRunner")
            .ended(RunFolder.Status.DONE, 1, List.of());
    RunMetrics.end(books, run, Optional.of(new Deadline(run.ended())));
    String all = ServedMetrics.page() + Files.readString(books.resolve(RunMetrics.FILE));
    SAMPLE
        .matcher(all)
        .results()
        .forEach(
            sample ->
                labels
                    .computeIfAbsent(sample.group(1), name -> new TreeSet<>())
                    .addAll(labelsIn(sample.group(2))));
    labels.put(UP, Set.of());
  }

  @Test
  void theBoardShowsWhatThereIs() throws IOException {
    List<String> queries = queries();
    assertThat(queries, is(not(empty())));
    queries.forEach(this::assertKnown);
  }

  /** As scripts/check finds it, which has promtool read it. */
  @Test
  void aQueryIsALine() throws IOException {
    assertThat(
        DeployFile.text(BOARD).lines().filter(line -> line.matches(" *\"expr\": \".*\",")).count(),
        is((long) queries().size()));
  }

  @Test
  void alertsAreAboutWhatThereIs() throws IOException {
    List<String> expressions = DeployFile.tree(ALERTS).findValuesAsText("expr");
    assertThat(expressions, is(not(empty())));
    expressions.forEach(this::assertKnown);
  }

  /** Metrics, and the labels by which they are picked and added up. */
  private void assertKnown(String query) {
    Set<String> there = new HashSet<>(Set.of("instance", "job", "job_name"));
    for (MatchResult used : USED.matcher(query).results().toList()) {
      Set<String> own = labels.get(used.group(1));
      assertThat(used.group(1) + " in: " + query, own == null, is(false));
      there.addAll(own);
      Set<String> picked = new TreeSet<>(labelsIn(used.group(2)));
      picked.removeAll(own);
      picked.removeAll(Set.of("instance", "job"));
      assertThat("labels that " + used.group(1) + " has not", picked, is(empty()));
    }
    GROUPED
        .matcher(query)
        .results()
        .flatMap(by -> List.of(by.group(1).split(", *")).stream())
        .forEach(label -> assertThat(label + " in: " + query, there.contains(label), is(true)));
  }

  private static Set<String> labelsIn(String text) {
    return LABEL
        .matcher(text == null ? "" : text)
        .results()
        .map(label -> label.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void everyMetricIsOnTheBoard() throws IOException {
    Set<String> missing = new TreeSet<>(labels.keySet());
    missing.removeIf(name -> name.matches("tideline_signal_latency_seconds_(count|sum)"));
    for (String query : queries()) {
      USED.matcher(query).results().forEach(used -> missing.remove(used.group(1)));
    }
    assertThat(missing, is(empty()));
  }

  @Test
  void thePageNamesWhatIsServed() throws IOException {
    Set<String> named =
        Pattern.compile("(?m)^\\| `(tideline_\\w+)` \\|")
            .matcher(DeployFile.text("docs/metrics.md"))
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> served = new TreeSet<>();
    for (String name : labels.keySet()) {
      if (!name.startsWith("tideline_run_") && !name.equals(UP)) {
        served.add(name.replaceFirst("(latency_seconds)_.*", "$1"));
      }
    }
    assertThat(named, is(served));
  }

  @Test
  void everyAlertThatTheBoardSpeaksOfIsThere() throws IOException {
    Set<String> spoken =
        Pattern.compile("Tideline[A-Z]\\w+")
            .matcher(DeployFile.text(BOARD))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    assertThat(spoken, is(not(empty())));
    spoken.removeAll(DeployFile.tree(ALERTS).findValuesAsText("alert"));
    assertThat(spoken, is(empty()));
  }

  @Test
  void panelsLieBesideEachOther() throws IOException {
    Set<Integer> ids = new HashSet<>();
    Set<List<Integer>> taken = new HashSet<>();
    for (JsonNode panel : DeployFile.tree(BOARD).path("panels")) {
      assertThat(panel.path("title").asText(), ids.add(panel.path("id").asInt()), is(true));
      JsonNode at = panel.path("gridPos");
      assertThat(at.path("x").asInt() + at.path("w").asInt() <= 24, is(true));
      for (int x = 0; x < at.path("w").asInt(); x++) {
        for (int y = 0; y < at.path("h").asInt(); y++) {
          assertThat(
              panel.path("title").asText(),
              taken.add(List.of(at.path("x").asInt() + x, at.path("y").asInt() + y)),
              is(true));
        }
      }
    }
  }

  @Test
  void everyVariableIsDefined() throws IOException {
    JsonNode board = DeployFile.tree(BOARD);
    List<String> defined = board.path("templating").path("list").findValuesAsText("name");
    Set<String> used =
        VARIABLE
            .matcher(board.path("panels").toString())
            .results()
            .map(variable -> variable.group(1))
            .collect(Collectors.toSet());

    assertThat(used, hasItems("datasource", "pipeline"));
    used.removeAll(defined);
    used.remove("__rate_interval"); // Grafana's own
    assertThat(used, is(empty()));
    for (JsonNode panel : board.path("panels")) {
      boolean asks = panel.has("targets");
      assertThat(panel.path("datasource").path("uid").asText(), is(asks ? "${datasource}" : ""));
    }
  }

  private static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    for (JsonNode panel : DeployFile.tree(BOARD).path("panels")) {
      assertThat(
          panel.path("title").asText(),
          panel.path("type").asText().equals("row") || !panel.path("targets").isEmpty(),
          is(true));
      panel.path("targets").forEach(target -> queries.add(target.path("expr").asText()));
    }
    return queries;
  }
}
