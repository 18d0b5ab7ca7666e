package dev.tideline.pipelines.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.hamcrest.Matchers.stringContainsInOrder;

import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.days.RevenueMain;
import dev.tideline.pipelines.run.Terminal.Ended;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day with two versions, of whose files some are no longer what they were. */
class DamagedVersionTest {

  private static final String DAY = "2026-03-17";

  @TempDir private Path home;
  private OneStore shop;
  private Path books;

  @BeforeEach
  void aDayThatWasCorrectedOnce() throws IOException {
    shop = OneStore.in(home.resolve("shop"));
    books = home.resolve("books");
    shop.orders("day.jsonl", OneStore.order("e1"));
    assertThat(run().code(), is(0));
    shop.orders("late.jsonl", ingested("e2", "2026-03-20"), ingested("e3", "2026-03-22"));
    assertThat(run("--correct", "--as-of", "2026-03-21T00:00:00Z").code(), is(0));
  }

  private static String ingested(String id, String date) {
    return OneStore.order(id).replace("2026-03-17T09:00:01", date + "T09:00:01");
  }

  private Ended run(String... options) {
    List<String> all = new ArrayList<>(List.of("--date", DAY, "--input", shop.toString()));
    all.addAll(List.of("--output", books.toString()));
    all.addAll(List.of(options));
    return Terminal.run(new DailyRevenueMain(), all.toArray(String[]::new));
  }

  /** What a program says of a version, on either of its streams. */
  private String revenue(String action, String... more) {
    List<String> all = new ArrayList<>(List.of(action, "--output", books.toString()));
    all.addAll(List.of("--date", DAY));
    all.addAll(List.of(more));
    StringWriter said = new StringWriter();
    PrintWriter both = new PrintWriter(said, true);
    Programs.run(new RevenueMain(), both, both, all.toArray(String[]::new));
    return said.toString();
  }

  private Path version(int number) {
    return books.resolve("days/" + DAY + "/v" + number);
  }

  @Test
  void anyFileThatIsLostOrChangedIsNamed() throws IOException {
    assertThat(
        Terminal.names(version(2)),
        hasItems("journal.csv", "rows.jsonl", "store-days.jsonl", "stores.jsonl", "changes.jsonl"));
    for (int number = 1; number <= 2; number++) {
      for (String name : Terminal.names(version(number))) {
        Path file = version(number).resolve(name);
        byte[] whole = Files.readAllBytes(file);
        Files.delete(file);
        assertDamaged(number, name + " is missing");
        if (!name.equals("version.json")) {
          Files.writeString(file, "something else\n");
          assertDamaged(number, name + " is not what was published");
          assertThat(revenue("versions"), stringContainsInOrder("v" + number, "damaged"));
        }
        Files.write(file, whole);
      }
    }
    Files.writeString(version(1).resolve("version.json"), "{\"version\":1}");
    assertDamaged(1, "version.json can't be read");
  }

  private void assertDamaged(int number, String how) throws IOException {
    SortedMap<String, String> there = Terminal.contents(books.resolve("days"));
    String begins = "version %d of %s is damaged: %s: put back".formatted(number, DAY, how);
    for (Ended refused : List.of(run("--correct"), run())) {
      assertThat(refused.err(), refused.code(), is(2));
      assertThat(refused.mistakes(), contains(startsWith(begins)));
    }
    assertThat(revenue("show", "--number", "" + number), startsWith(begins));
    assertThat(revenue("journal", "--number", "" + number), startsWith(begins));
    assertThat(Terminal.contents(books.resolve("days")), is(there));
  }

  /** What they are is known by the digest of the rows alone, and what was posted as it stands. */
  @Test
  void versionsFromBeforeTheFilesWereNotedAreReadAsTheyAre() throws IOException {
    for (int number = 1; number <= 2; number++) {
      Path json = version(number).resolve("version.json");
      String noted = Files.readString(json);
      assertThat(noted, containsString("\"files\":{"));
      Files.writeString(json, noted.replaceFirst(",\"files\":\\{[^}]*\\}", ""));
    }
    Path journal = version(1).resolve("journal.csv");
    Files.delete(journal); // of a version from before journals, too
    assertThat(revenue("journal", "--number", "1"), containsString("has no journal"));

    Path rows = version(2).resolve("rows.jsonl");
    byte[] whole = Files.readAllBytes(rows);
    Files.delete(rows);
    assertThat(run("--correct").mistakes(), hasItem(containsString("rows.jsonl is missing")));
    Files.write(rows, whole);

    Ended corrected = run("--correct");
    assertThat(corrected.out() + corrected.err(), corrected.code(), is(0));
    assertThat(
        Files.readString(version(3).resolve("journal.csv")),
        allOf(containsString("/v2/reversal,"), not(containsString("/v1/reversal,"))));
    assertThat(
        Files.readString(version(3).resolve("version.json")), containsString("\"journal.csv\":"));
  }
}
