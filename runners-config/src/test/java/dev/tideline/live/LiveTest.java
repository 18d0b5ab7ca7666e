package dev.tideline.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.command.Command;
import dev.tideline.io.answer.Answer;
import dev.tideline.io.answer.StoredAnswer;
import dev.tideline.io.sql.Database;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.GatewayHealthMain;
import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.revenue.RevenueRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hand-made events of {@code testdata/} go through a real Kafka, in any order, into the real
 * commands: what comes out live is what a bounded run makes of the files.
 */
class LiveTest {

  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final Path FRESHMART = TESTDATA.resolve("freshmart");

  /** The hand-made days lie within a year, and come in any order. */
  private static final List<String> ANY_ORDER = List.of("--watermark-delay", "365d");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @TempDir private static Path broker;
  private static LocalKafka kafka;

  @TempDir private Path home;

  @BeforeAll
  static void startKafka() throws IOException, InterruptedException {
    kafka = LocalKafka.start(broker);
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  @Tag("exhaustive")
  void dailyRevenue() throws Exception {
    comesToTheSame(DailyRevenueMain.class, "orders", List.of());

    // What came too late was kept whole: with it the live rows are those of a later look.
    StoredAnswer live =
        new StoredAnswer(
            Database.inFile(home.resolve("live").resolve("tideline.db")), "daily-revenue");
    List<String> late = new ArrayList<>();
    for (String line : live.tooLate()) {
      late.add(JSON.readTree(line).get("event").asText());
    }
    Path lateOnly = Files.write(home.resolve("late.jsonl"), late);
    List<String> rows = new ArrayList<>(live.rows(RevenueRow.FORMAT));
    rows.addAll(asOfLater(lateOnly, "late-answer"));
    assertThat(late.size(), is(1));
    assertThat(sums(rows), is(sums(asOfLater(FRESHMART, "later"))));
  }

  private List<String> asOfLater(Path input, String output) throws Exception {
    List<String> options =
        List.of(
            "--as-of",
            "2026-12-31T00:00:00Z",
            "--input",
            input.toString(),
            "--stores",
            FRESHMART.resolve("stores.jsonl").toString(),
            "--output",
            home.resolve(output).toString());
    try (Command batch = Command.batch(DailyRevenueMain.class, home.resolve("as-of"), options)) {
      batch.succeeds();
    }
    return Answer.read(home.resolve(output)).rows();
  }

  /** The exact sums of each store, day and category. */
  private static Map<String, List<BigDecimal>> sums(List<String> rows) throws IOException {
    Map<String, List<BigDecimal>> sums = new TreeMap<>();
    for (String line : rows) {
      JsonNode row = JSON.readTree(line);
      String key = row.get("store_id") + " " + row.get("business_day") + " " + row.get("category");
      List<BigDecimal> numbers =
          Stream.of("orders", "lines", "units", "revenue", "refunds", "cost", "margin", "events")
              .map(column -> new BigDecimal(row.get(column).asText()).setScale(4))
              .toList();
      sums.merge(
          key,
          numbers,
          (one, other) ->
              IntStream.range(0, one.size()).mapToObj(i -> one.get(i).add(other.get(i))).toList());
    }
    return sums;
  }

  @Test
  @Tag("exhaustive")
  void opsDashboard() throws Exception {
    comesToTheSame(OpsDashboardMain.class, "orders", List.of());
  }

  @Test
  void fraudVelocity() throws Exception {
    comesToTheSame(
        FraudVelocityMain.class,
        "payments",
        List.of("--card-key", TESTDATA.resolve("card.key").toString()));
  }

  @Test
  void fraudVelocityThroughKafkaIO() throws Exception {
    comesToTheSame(
        FraudVelocityMain.class,
        "payments",
        List.of("--card-key", TESTDATA.resolve("card.key").toString(), "--kafka-source", "beam"));
  }

  @Test
  @Tag("exhaustive")
  void opsDashboardThroughKafkaIO() throws Exception {
    comesToTheSame(OpsDashboardMain.class, "orders", List.of("--kafka-source", "beam"));
  }

  @Test
  @Tag("exhaustive")
  void gatewayHealth() throws Exception {
    comesToTheSame(
        GatewayHealthMain.class,
        "payments",
        List.of("--card-key", TESTDATA.resolve("card.key").toString()));
  }

  @Test
  @Tag("exhaustive")
  void filesPlayedAsAStream() throws Exception {
    String order = "shuffled:" + System.nanoTime();
    List<String> files = List.of("--input", FRESHMART.toString());
    List<String> played = new ArrayList<>(files);
    played.addAll(List.of("--order", order, "--output", home.resolve("played").toString()));
    List<String> bounded = new ArrayList<>(files);
    bounded.addAll(List.of("--output", home.resolve("bounded").toString()));

    List<String> printed;
    try (Command stream = Command.stream(OpsDashboardMain.class, home.resolve("stream"), played)) {
      printed = stream.succeeds();
    }
    try (Command batch = Command.batch(OpsDashboardMain.class, home.resolve("batch"), bounded)) {
      assertThat(order, verdict(printed), is(verdict(batch.succeeds())));
    }
  }

  private void comesToTheSame(
      Class<? extends PipelineCommand<?, ?>> command, String records, List<String> options)
      throws Exception {
    long seed = System.nanoTime();
    String topic = kafka.replayed(records, Records.shuffled(Records.of(FRESHMART, records), seed));
    List<String> live = new ArrayList<>(options);
    live.addAll(ANY_ORDER);
    live.addAll(kafka.options(topic));
    live.addAll(List.of("--until", "now"));
    live.addAll(List.of("--stores", FRESHMART.resolve("stores.jsonl").toString()));
    live.addAll(List.of("--output", home.resolve("live").toString()));
    List<String> bounded = new ArrayList<>(options);
    bounded.removeAll(List.of("--kafka-source", "beam"));
    bounded.addAll(List.of("--input", FRESHMART.toString()));
    bounded.addAll(List.of("--output", home.resolve("bounded").toString()));

    List<String> printed;
    try (Command stream = Command.stream(command, home.resolve("stream"), live)) {
      printed = stream.succeeds();
      assertThat("a run that ends well has no stack traces to show", stream.traces(), is(empty()));
    }
    try (Command batch = Command.batch(command, home.resolve("batch"), bounded)) {
      assertThat("seed " + seed, verdict(printed), is(verdict(batch.succeeds())));
    }
  }

  /** The digest of the rows, and the fates in a ledger that balances. */
  static List<String> verdict(List<String> report) {
    return report.stream()
        .filter(
            line ->
                line.startsWith("DIGEST ")
                    || line.startsWith("LEDGER ")
                    || line.startsWith("REJECTED "))
        .toList();
  }
}
