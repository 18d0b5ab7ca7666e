package dev.tideline.golden;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import dev.tideline.command.Command;
import dev.tideline.datasets.output.Format;
import dev.tideline.pipelines.DailyRevenueMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run for two days is killed at random moments, and one that corrects them: of each day one whole
 * version stands at any time, and the next run completes what was left. More moments: {@code
 * -Dtideline.kills=20}.
 */
@Tag("exhaustive")
class KilledDaysTest {

  private static final int KILLS = Integer.getInteger("tideline.kills", 3);

  /** Publishing is a matter of ms at the end of a run: half of the kills are in its last s. */
  private static final int LAST = 1_000;

  private static final List<String> DAYS = List.of("2026-03-28", "2026-03-29");
  private static final List<String> DATES = List.of("--date", String.join("..", DAYS));
  private static final List<String> CORRECT =
      List.of("--date", String.join("..", DAYS), "--correct", "--as-of", "2026-04-30T00:00:00Z");

  @TempDir private static Path shared;
  private static Path weekend;

  @TempDir private Path home;

  @BeforeAll
  static void writeTheWeekend() throws IOException, InterruptedException {
    weekend = Weekend.write(Format.JSONL, shared.resolve("weekend"));
  }

  @Test
  void whatIsPublishedIsWhole() throws Exception {
    Path uncut = home.resolve("uncut");
    long length = completes(uncut, DATES);
    Path killed = home.resolve("killed");
    survives(killed, uncut, length, DATES, 1);
  }

  @Test
  void whatIsCorrectedIsWhole() throws Exception {
    Path uncut = home.resolve("uncut");
    completes(uncut, DATES);
    long length = completes(uncut, CORRECT);
    Path killed = home.resolve("killed");
    completes(killed, DATES);
    survives(killed, uncut, length, CORRECT, 2);
  }

  /** Runs to the end, and says how long that takes, in ms. */
  private long completes(Path books, List<String> options) throws Exception {
    long begun = System.nanoTime();
    try (Command run = start(books, options)) {
      run.succeeds();
    }
    return (System.nanoTime() - begun) / 1_000_000;
  }

  private void survives(Path killed, Path uncut, long length, List<String> options, int version)
      throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int kill = 0; kill < KILLS; kill++) {
      boolean late = random.nextBoolean();
      int moment = random.nextInt(late ? LAST : (int) length);
      try (Command run = start(killed, options)) {
        Thread.sleep(late ? Math.max(0, length - moment) : moment);
        run.kill();
      }
      for (String day : DAYS) {
        int stands = current(killed, day);
        assertThat("seed " + seed + ", " + day, stands, is(oneOf(version - 1, version)));
        if (stands > 0) {
          assertThat("seed " + seed, version(killed, day, stands), is(version(uncut, day, stands)));
        }
        if (stands == version) { // again, from before
          Path pointer = killed.resolve("days").resolve(day).resolve("current");
          if (version == 1) {
            Files.delete(pointer);
          } else {
            Files.writeString(pointer, version - 1 + "\n");
          }
        }
      }
    }
    completes(killed, options);
    for (String day : DAYS) {
      assertThat("seed " + seed, current(killed, day), is(version));
      assertThat("seed " + seed, version(killed, day, version), is(version(uncut, day, version)));
    }
  }

  private Command start(Path books, List<String> options) throws IOException {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--input", weekend.toString(), "--output", books.toString()));
    return Command.batch(DailyRevenueMain.class, home.resolve("run"), all);
  }

  private static int current(Path books, String day) throws IOException {
    Path pointer = books.resolve("days").resolve(day).resolve("current");
    return Files.exists(pointer) ? Integer.parseInt(Files.readString(pointer).strip()) : 0;
  }

  /** The files of a version, but for the one that says when it was made, by which run. */
  private static SortedMap<String, String> version(Path books, String day, int version)
      throws IOException {
    Path folder = books.resolve("days").resolve(day).resolve("v" + version);
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(contents.remove("version.json"), containsString("\"version\":" + version + ","));
    return contents;
  }
}
