package dev.tideline.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.datasets.Generate;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.run.Launcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two days of a FreshMart whose bank has made every mistake are reconciled, on the runner this
 * build is for. That what is found is right is known from SQL, over many such worlds, on one
 * runner.
 */
class ReconciliationTest {

  /** SHA-256 of all sums and breaks of a day. */
  private static final Map<String, String> EXPECTED =
      new TreeMap<>(
          Map.of(
              "2026-03-17",
              "ff7a8a362aecf5e4f5f7b46543acd1e6f64032d80e241cb6e582265b6b68ceb4",
              "2026-03-18",
              "06df71d589f4f91751a11a633e797352aee444a1f3e4df26b7694f533f9b11d4"));

  @TempDir private Path home;

  @Test
  void everyRunnerFindsTheSameBreaks() throws IOException {
    Path key =
        Files.writeString(home.resolve("card.key"), "a key for tests, of no use anywhere else\n");
    Path data = home.resolve("data");
    StringWriter said = new StringWriter();
    PrintWriter saying = new PrintWriter(said, true);
    String world = "--seed 5 --orders 200 --days 2 --stores 4 --bursts 1 --partitions 2";
    List<String> words = new ArrayList<>(List.of(world.split(" ")));
    words.addAll(List.of("--bank", "--breaks", "2", "--card-key", key.toString()));
    words.addAll(List.of("--output", data.toString()));
    int generated = Programs.run(new Generate(), saying, saying, words.toArray(String[]::new));
    assertThat(said.toString(), generated, is(0));

    Path books = home.resolve("books");
    List<String> options = new ArrayList<>(CompletedRun.runnerOptions());
    options.addAll(List.of("--date", "2026-03-17..2026-03-18", "--card-key", key.toString()));
    options.addAll(List.of("--input", data.toString(), "--output", books.toString()));
    options.addAll(List.of("--bank", data.resolve("bank").toString()));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    int code =
        Launcher.to(out, new PrintStream(err, true, UTF_8))
            .run(new DailyRevenueMain(), options.toArray(String[]::new));
    assertThat("the bank does not agree: " + err.toString(UTF_8), code, is(3));

    Map<String, String> found = new TreeMap<>();
    for (String day : EXPECTED.keySet()) {
      Path version = books.resolve("days").resolve(day).resolve("v1/version.json");
      found.put(
          day,
          AnswerJson.parse(Files.readString(version)).required("reconciliation_digest").asText());
    }
    assertThat(found, is(EXPECTED));
  }
}
