package dev.tideline.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tideline.datasets.output.Format;
import dev.tideline.json.Timestamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same weekend, in which much goes wrong, told in three ways: as JSON lines, as the archive,
 * and as JSON lines in no order at all, each three times. On the runner this build is for, every
 * pipeline gives the same rows of all of them, and gives every record the same fate.
 */
@Tag("exhaustive")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormatsTest {

  private static final long SHUFFLE_SEED = 20_260_329;
  private static final int SHUFFLED_FILES = 7;

  /** Long after the last record was ingested. */
  private static final String WEEKS_LATER = "2026-04-20T00:00:00Z";

  private static final Pattern INGESTED = Pattern.compile("^\\{\"ingest_time\":\"([^\"]+)\"");

  private final Map<GoldenQuestion, CompletedRun> told = new HashMap<>();
  private Path archive;
  private Path shuffled;
  @TempDir private Path home;

  @BeforeAll
  void tellItAsJsonLines(@TempDir Path worlds) throws IOException, InterruptedException {
    Path lines = Weekend.write(Format.JSONL, worlds.resolve("lines"));
    archive = Weekend.write(Format.PARQUET, worlds.resolve("archive"));
    shuffled = Files.createDirectory(worlds.resolve("shuffled"));
    Files.copy(lines.resolve("stores.jsonl"), shuffled.resolve("stores.jsonl"));
    shuffle(lines.resolve("orders"), shuffled.resolve("orders"));
    shuffle(lines.resolve("payments"), shuffled.resolve("payments"));
    for (GoldenQuestion question : GoldenQuestion.all()) {
      CompletedRun run = question.askedOf(lines, worlds.resolve("answer"));
      assertThat(run.rows(), is(not(empty())));
      assertThat(run.ledger().get("read"), is(Weekend.records(lines, question.topic())));
      assertThat(
          "each fate occurs: " + run.ledger(), fatesThatCanOccur(run), everyItem(greaterThan(0L)));
      told.put(question, run);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tideline.golden.GoldenQuestion#all")
  void theArchiveGivesTheSameRows(GoldenQuestion question) throws IOException {
    CompletedRun lines = told.get(question);
    Path answer = home.resolve("answer");

    CompletedRun run = question.askedOf(archive, answer, "--parquet");

    assertThat(run.rows(), is(lines.rows()));
    assertThat(withoutRejects(run), is(withoutRejects(lines)));
    assertThat(run.ledger().get("read"), is(Weekend.records(archive, question.topic())));
    assertThat(rowsIn(answer.resolve("parquet")), is((long) run.rows().size()));
  }

  @ParameterizedTest
  @MethodSource("dev.tideline.golden.GoldenQuestion#all")
  void neitherOrderNorDuplicatesChangeARow(GoldenQuestion question) throws IOException {
    CompletedRun lines = told.get(question);

    CompletedRun run = question.askedOf(shuffled, home.resolve("answer"));

    String shuffle = "shuffled with seed " + SHUFFLE_SEED;
    assertThat(shuffle, run.rows(), is(lines.rows()));
    assertThat(shuffle, run.ledger(), is(threeTimes(lines.ledger())));
  }

  @ParameterizedTest
  @MethodSource("dev.tideline.golden.GoldenQuestion#all")
  void weeksLaterNothingIsTooLate(GoldenQuestion question) throws IOException {
    CompletedRun inTime = told.get(question);

    CompletedRun run = question.askedOf(archive, home.resolve("answer"), "--as-of", WEEKS_LATER);

    assertThat(run.ledger().get("too_late"), is(0L));
    assertThat(run.ledger().get("counted"), is(question.eventsIn(archive)));
    assertThat(run.ledger().get("out_of_scope"), is(inTime.ledger().get("out_of_scope")));
    assertThat(run.ledger().get("counted"), greaterThan(inTime.ledger().get("counted")));
  }

  /** All fates but that of being out of scope, which no payment is. */
  private static List<Long> fatesThatCanOccur(CompletedRun run) {
    Map<String, Long> fates = new HashMap<>(run.ledger());
    fates.remove("out_of_scope");
    return List.copyOf(fates.values());
  }

  /** The archive can't hold what is no event at all. */
  private static Map<String, Long> withoutRejects(CompletedRun run) {
    Map<String, Long> fates = new HashMap<>(run.ledger());
    fates.remove("read");
    fates.remove("rejected");
    return fates;
  }

  /**
   * The ledger where every record comes three times: whatever counted does so once. In this weekend
   * no record is so close to being too late that its duplicates are.
   */
  private static Map<String, Long> threeTimes(Map<String, Long> ledger) {
    Map<String, Long> three = new HashMap<>(ledger);
    three.replaceAll((name, records) -> 3 * records);
    three.put("counted", ledger.get("counted"));
    three.merge("duplicate", 2 * ledger.get("counted"), Long::sum);
    return three;
  }

  /**
   * Writes each line three times, the duplicates ingested within a second, and all in any order.
   */
  private static void shuffle(Path topic, Path target) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : filesBelow(topic)) {
      for (String line : Files.readAllLines(file, ISO_8859_1)) { // broken bytes stay as they are
        lines.addAll(List.of(line, ingestedLater(line, 1), ingestedLater(line, 1_000)));
      }
    }
    Collections.shuffle(lines, new Random(SHUFFLE_SEED));
    Files.createDirectory(target);
    int size = lines.size() / SHUFFLED_FILES + 1;
    for (int from = 0; from < lines.size(); from += size) {
      List<String> part = lines.subList(from, Math.min(from + size, lines.size()));
      Files.write(target.resolve("from-" + from + ".jsonl"), part, ISO_8859_1);
    }
  }

  private static String ingestedLater(String line, long millis) {
    return INGESTED
        .matcher(line)
        .replaceFirst(
            found ->
                "{\"ingest_time\":\""
                    + Timestamps.format(Timestamps.parse(found.group(1)) + millis)
                    + '"');
  }

  /** How many rows Parquet files say they have. */
  private static long rowsIn(Path folder) throws IOException {
    long rows = 0;
    for (Path file : filesBelow(folder)) {
      try (ParquetFileReader reader =
          ParquetFileReader.open(new LocalInputFile(file), ParquetReadOptions.builder().build())) {
        rows += reader.getRecordCount();
      }
    }
    return rows;
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
