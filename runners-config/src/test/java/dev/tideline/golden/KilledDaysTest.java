package dev.tideline.golden;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import dev.tideline.command.Command;
import dev.tideline.command.Kills;
import dev.tideline.datasets.output.Format;
import dev.tideline.pipelines.DailyRevenueMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run for some days is killed at random moments, and one that corrects them, with and without the
 * bank: of each day one whole version stands at any time, and the next run completes what was left.
 */
@Tag("exhaustive")
class KilledDaysTest {

  /** The Monday has what the bank has settled. */
  private static final List<String> DAYS = List.of("2026-03-28", "2026-03-29", "2026-03-30");

  private static final List<String> CLOSE =
      List.of("--date", DAYS.get(0) + ".." + DAYS.get(DAYS.size() - 1));
  private static final List<String> CORRECT =
      joined(CLOSE, List.of("--correct", "--as-of", "2026-04-30T00:00:00Z"));

  @TempDir private static Path shared;
  private static Path weekend;

  @TempDir private Path home;

  @BeforeAll
  static void writeTheWeekend() throws IOException, InterruptedException {
    weekend = Weekend.writeWithBank(Format.JSONL, shared.resolve("weekend"));
  }

  @Test
  void whatIsPublishedIsWhole() throws Exception {
    survives(List.of(CLOSE));
  }

  @Test
  void whatIsCorrectedIsWhole() throws Exception {
    survives(List.of(CLOSE, CORRECT));
  }

  @Test
  void whatIsReconciledIsWhole() throws Exception {
    survives(List.of(joined(CLOSE, withBank())));
    assertThat(
        version("killed", DAYS.get(2), 1).keySet(),
        hasItems("breaks.jsonl", "journal.csv", "reconciliation.jsonl"));
  }

  @Test
  void whatIsReconciledAgainIsWhole() throws Exception {
    survives(List.of(joined(CLOSE, withBank()), joined(CORRECT, withBank())));
  }

  /** Whatever does not agree is within its tolerance: it is published, and no failure. */
  private static List<String> withBank() {
    return List.of(
        "--bank",
        weekend.resolve("bank").toString(),
        "--card-key",
        Weekend.CARD_KEY.toString(),
        "--tolerance",
        "1000000");
  }

  private static List<String> joined(List<String> options, List<String> more) {
    return Stream.concat(options.stream(), more.stream()).toList();
  }

  /**
   * Kills the last of some runs.
   *
   * @param runs their options; each publishes the next version of the first day, and of others if
   *     there is news
   */
  private void survives(List<List<String>> runs) throws Exception {
    List<String> last = runs.get(runs.size() - 1);
    for (List<String> earlier : runs.subList(0, runs.size() - 1)) {
      Kills.length(start("uncut", earlier));
      Kills.length(start("killed", earlier));
    }
    long length = Kills.length(start("uncut", last));
    Kills kills = new Kills();
    for (int kill = 0; kill < Kills.COUNT; kill++) {
      kills.kill(start("killed", last), length);
      for (String day : DAYS) {
        int stands = current("killed", day);
        assertThat(kills + ", " + day, stands, is(oneOf(runs.size() - 1, runs.size())));
        if (stands > 0) {
          assertThat(
              kills.toString(), version("killed", day, stands), is(version("uncut", day, stands)));
        }
        if (stands == runs.size()) {
          putBack(day, stands - 1);
        }
      }
    }
    Kills.length(start("killed", last));
    assertThat("there is something to publish", current("uncut", DAYS.get(0)), is(runs.size()));
    for (String day : DAYS) {
      int stands = current("uncut", day);
      assertThat(kills.toString(), current("killed", day), is(stands));
      assertThat(
          kills.toString(), version("killed", day, stands), is(version("uncut", day, stands)));
    }
  }

  private Kills.Start start(String books, List<String> options) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--input", weekend.toString()));
    all.addAll(List.of("--output", home.resolve(books).toString()));
    return () -> Command.batch(DailyRevenueMain.class, home.resolve("run"), all);
  }

  private Path day(String books, String day) {
    return home.resolve(books).resolve("days").resolve(day);
  }

  private int current(String books, String day) throws IOException {
    Path pointer = day(books, day).resolve("current");
    return Files.exists(pointer) ? Integer.parseInt(Files.readString(pointer).strip()) : 0;
  }

  /** An earlier version stands, for the next kill. */
  private void putBack(String day, int version) throws IOException {
    Path pointer = day("killed", day).resolve("current");
    if (version == 0) {
      Files.delete(pointer);
    } else {
      Files.writeString(pointer, version + "\n");
    }
  }

  /** The files of a version, but for the one that says when it was made, by which run. */
  private SortedMap<String, String> version(String books, String day, int version)
      throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(day(books, day).resolve("v" + version))) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(contents.remove("version.json"), containsString("\"version\":" + version + ","));
    return contents;
  }
}
