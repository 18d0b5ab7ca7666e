package dev.tideline.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.run.Launcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reconciliation that the pipeline publishes is computed again in SQL, over data sets with all
 * disorder and all breaks, every other one scrambled: as each day was known by its end, and in a
 * later look. Both must agree to the last unit.
 */
class ReconciliationAnswersTest {

  private static final LocalDate FROM = LocalDate.of(2026, 3, 26); // before a change of clocks
  private static final int SHOWN = 5; // differences, either way
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final Set<String> MONEY =
      Set.of("amount", "reversed", "settled", "difference", "rounding", "charged_back", "fees");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {2})
  void thePipelineAndSqlAgree(long seed) throws Exception {
    agree(seed);
  }

  @ParameterizedTest
  @Tag("exhaustive")
  @MethodSource("hundredSeeds")
  void thePipelineAndSqlAgreeAHundredTimes(long seed) throws Exception {
    agree(seed);
  }

  static List<Long> hundredSeeds() {
    return PlantedBreaksTest.hundredSeeds();
  }

  private void agree(long seed) throws Exception {
    int stores = 3 + (int) (seed % 4);
    int days = 2 + (int) (seed % 4);
    int settleDays = 1 + (int) (seed % 3);
    String world =
        "--orders 300 --from %s --days %d --stores %d --seed %d --bursts 1 --partitions 2"
                .formatted(FROM, days, stores, seed)
            + " --late-share 0.1 --offline-share 0.3 --duplicate-share 0.1 --skew-share 0.05"
            + " --broken-share 0.05 --bank --settled-late-share 0.1 --breaks 2";
    Path set = DataSets.generate(folder, "set", world);
    if (seed % 2 == 0) {
      Scramble.of(set, seed);
    }
    Path books = folder.resolve("books");
    LocalDate last = FROM.plusDays(days - 1L);
    String range = FROM + ".." + last;
    List<String> words = new ArrayList<>(List.of("--date", range));
    words.addAll(List.of("--card-key", folder.resolve("card.key").toString()));
    words.addAll(List.of("--settle-days", String.valueOf(settleDays)));
    for (String layout : List.of(Scramble.BANK, Scramble.OTHER_BANK)) {
      if (Files.exists(set.resolve(layout))) {
        words.addAll(List.of("--layout", set.resolve(layout).toString()));
      }
    }

    Path byTheEnd = run(set, books, words);
    try (ReconciliationSql sql = ReconciliationSql.of(set, FROM, last, null, settleDays)) {
      compare(world, sql, byTheEnd);
    }

    String moment = last.plusDays(2 + seed % 9) + "T12:00:00Z";
    List<String> later = new ArrayList<>(words);
    later.addAll(List.of("--correct", "--as-of", moment));
    Path laterLook = run(set, books, later);
    try (ReconciliationSql sql = ReconciliationSql.of(set, FROM, last, moment, settleDays)) {
      compare(world + " as of " + moment, sql, laterLook);
    }
  }

  private static void compare(String world, ReconciliationSql sql, Path answer) throws Exception {
    for (String part : List.of("reconciliation", "breaks")) {
      List<String> bySql = sql.rows(part);
      List<String> byPipeline = lines(answer.resolve(part), sql.columns(part));
      assertThat(
          "only the pipeline says in " + part + ", " + world,
          without(bySql, byPipeline),
          is(empty()));
      assertThat(
          "only SQL says in " + part + ", " + world, without(byPipeline, bySql), is(empty()));
      assertThat(world, byPipeline, is(bySql));
    }
  }

  /** Runs the pipeline, and finds its answer. */
  private static Path run(Path set, Path books, List<String> more) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> words = new ArrayList<>(more);
    words.addAll(List.of("--input", set.toString(), "--bank", set.resolve("bank").toString()));
    words.addAll(List.of("--output", books.toString(), "--targetParallelism=1"));
    int code =
        Launcher.to(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
            .run(new DailyRevenueMain(), words.toArray(String[]::new));
    assertThat(err.toString(UTF_8) + out.toString(UTF_8), code, is(oneOf(0, 3)));
    try (Stream<Path> runs = Files.list(books.resolve("runs"))) {
      return runs.max(Path::compareTo).orElseThrow().resolve("answer");
    }
  }

  /** The lines of a part of the answer as the SQL has its rows, sorted. */
  private static List<String> lines(Path part, List<String> names) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(part)) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          lines.add(text(JSON.readTree(line), names));
        }
      }
    }
    return lines.stream().sorted().toList();
  }

  private static String text(JsonNode row, List<String> names) {
    List<String> fields = new ArrayList<>();
    for (String name : names) {
      fields.add(name + "=" + value(name, row.path(name)));
    }
    List<String> unknown = new ArrayList<>();
    row.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(names);
    return String.join(" ", fields) + (unknown.isEmpty() ? "" : " and " + unknown);
  }

  private static String value(String name, JsonNode value) {
    if (value.isArray()) {
      List<String> texts = new ArrayList<>();
      value.forEach(text -> texts.add(text.asText()));
      return String.join(" ", texts);
    }
    return MONEY.contains(name)
        ? new BigDecimal(value.asText()).setScale(4).toPlainString()
        : value.asText("").replace("null", "");
  }

  private static List<String> without(List<String> some, List<String> all) {
    Set<String> known = Set.copyOf(some);
    return all.stream().filter(row -> !known.contains(row)).limit(SHOWN).toList();
  }
}
