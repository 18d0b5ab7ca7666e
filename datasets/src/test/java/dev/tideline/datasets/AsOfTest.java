package dev.tideline.datasets;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run answers, together with what came too late for it, is what a later look answers. Late
 * duplicates of an event add nothing to it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsOfTest {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final String LATER = "2026-12-31T00:00:00Z";
  private static final String WORLD =
      "--format jsonl --seed 14 --orders 150 --stores 8 --cards 50 --bursts 0 --partitions 2"
          + " --late-share 0.1 --offline-share 0.3 --duplicate-share 0.2 --skew-share 0.05"
          + " --broken-share 0.05";

  private Path home;
  private Path set;

  @BeforeAll
  void generate(@TempDir Path folder) throws IOException {
    home = folder;
    set = DataSets.generate(folder, "set", WORLD);
  }

  @Test
  @Tag("exhaustive")
  void dailyRevenue() throws IOException {
    theEquationHolds(
        DailyRevenueMain::new,
        List.of("business_day", "store_id", "category", "currency"),
        List.of("orders", "lines", "units", "revenue", "refunds", "cost", "margin", "events"));
  }

  @Test
  @Tag("exhaustive")
  void opsDashboard() throws IOException {
    theEquationHolds(
        OpsDashboardMain::new,
        List.of("window_end", "store_id", "currency"),
        List.of("orders", "revenue", "cancellations", "fulfilled", "events"));
  }

  @Test
  void aLookBeforeAllSeesNothing() throws IOException {
    Answered before =
        Answered.by(
            new DailyRevenueMain(), set, home.resolve("before"), "--as-of", "2026-01-01T00:00:00Z");

    assertThat(before.rows(), is(List.of()));
    assertThat(before.printed("LEDGER"), contains(containsString(" counted=0 duplicate=0 too")));
  }

  /**
   * @param keys the columns that say what a row is about
   * @param sums the columns that add up; all others are derived from what adds up
   */
  private void theEquationHolds(
      Supplier<PipelineCommand<?, ?>> command, List<String> keys, List<String> sums)
      throws IOException {
    Answered inTime = Answered.by(command.get(), set, home.resolve("in-time"));
    List<String> late = lateFirsts(inTime);
    assertThat(WORLD, late.size(), greaterThan(1));
    Path lateSet = Files.createDirectories(home.resolve("late-set"));
    Files.copy(set.resolve("stores.jsonl"), lateSet.resolve("stores.jsonl"), REPLACE_EXISTING);
    Files.write(Files.createDirectories(lateSet.resolve("orders")).resolve("late.jsonl"), late);

    Answered tooLate = Answered.by(command.get(), lateSet, home.resolve("late"), "--as-of", LATER);
    Answered later = Answered.by(command.get(), set, home.resolve("later"), "--as-of", LATER);

    SortedMap<String, Map<String, BigDecimal>> expected = new TreeMap<>();
    add(inTime, keys, sums, expected);
    assertThat(WORLD, table(later, keys, sums), is(not(expected)));
    add(tooLate, keys, sums, expected);
    assertThat(WORLD, table(later, keys, sums), is(expected));
    assertThat(later.lines("too-late"), is(List.of()));
  }

  /** The events that came too late, but those of an event id that is there already. */
  private List<String> lateFirsts(Answered inTime) throws IOException {
    Map<String, String> firsts = firstCopies();
    Map<String, String> late = new LinkedHashMap<>();
    for (String line : inTime.lines("too-late")) {
      JsonNode record = JSON.readTree(line);
      String event = record.get("event").asText();
      assertThat("kept whole", event, is(lineAt(record)));
      String id = JSON.readTree(event).get("event_id").asText();
      if (event.equals(firsts.get(id))) {
        late.put(id, event);
      }
    }
    return List.copyOf(late.values());
  }

  /** Of every event id the line that was ingested first. */
  private Map<String, String> firstCopies() throws IOException {
    Map<String, String> firsts = new TreeMap<>();
    for (Path file : DataSets.filesOf(set, "orders")) {
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        JsonNode event = parsed(line);
        if (event != null && event.hasNonNull("event_id") && event.hasNonNull("ingest_time")) {
          firsts.merge(event.get("event_id").asText(), line, AsOfTest::earlier);
        }
      }
    }
    return firsts;
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException broken) {
      return null; // some are, on purpose
    }
  }

  private static String earlier(String left, String right) {
    return ingestTime(left).compareTo(ingestTime(right)) <= 0 ? left : right;
  }

  private static String ingestTime(String line) {
    return parsed(line).get("ingest_time").asText();
  }

  private String lineAt(JsonNode location) throws IOException {
    String file =
        Files.readString(set.resolve(location.get("source").asText()), StandardCharsets.ISO_8859_1);
    int offset = location.get("offset").asInt();
    return file.substring(offset, file.indexOf('\n', offset));
  }

  private static SortedMap<String, Map<String, BigDecimal>> table(
      Answered answer, List<String> keys, List<String> sums) throws IOException {
    SortedMap<String, Map<String, BigDecimal>> table = new TreeMap<>();
    add(answer, keys, sums, table);
    return table;
  }

  private static void add(
      Answered answer,
      List<String> keys,
      List<String> sums,
      SortedMap<String, Map<String, BigDecimal>> table)
      throws IOException {
    for (String line : answer.rows()) {
      JsonNode row = JSON.readTree(line);
      List<String> key = new ArrayList<>();
      keys.forEach(column -> key.add(row.get(column).asText()));
      Map<String, BigDecimal> values =
          table.computeIfAbsent(String.join(" ", key), none -> new TreeMap<>());
      for (String column : sums) {
        BigDecimal value = row.get(column).decimalValue().setScale(4);
        values.merge(column, value, BigDecimal::add);
      }
    }
  }
}
