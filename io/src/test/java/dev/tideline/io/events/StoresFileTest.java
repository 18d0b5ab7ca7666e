package dev.tideline.io.events;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.store.Store;
import dev.tideline.store.StoreJson;
import dev.tideline.store.StoreTimeline;
import dev.tideline.store.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresFileTest {

  private static final Store BERLIN =
      new Store("berlin", "FreshMart Berlin", ZoneId.of("Europe/Berlin"), "EUR");

  @TempDir private Path folder;

  @Test
  void everyLineIsAStore() throws Exception {
    Path file = write(StoreJson.write(BERLIN) + "\n");

    assertThat(StoresFile.read(file).all(), contains(BERLIN));
  }

  @Test
  void everyBrokenLineIsNamed() throws Exception {
    Path file =
        write(
            String.join(
                "\n",
                StoreJson.write(BERLIN),
                "",
                "{\"store_id\":",
                StoreJson.write(BERLIN),
                StoreJson.write(BERLIN).replace("Europe/Berlin", "Europe/Nowhere")));

    InputException found = assertThrows(InputException.class, () -> StoresFile.read(file));

    assertThat(
        found.problems(),
        contains(
            containsString("lines 1, 4: store berlin is there twice without valid_from"),
            containsString("line 3: NOT_JSON"),
            containsString(
                "line 5: time_zone \"Europe/Nowhere\" is no time zone of the tz database")));
  }

  @Test
  void aStoreIsAnotherFromATimeOn() throws Exception {
    Stores stores =
        StoresFile.read(
            write(
                """
                {"store_id":"s","name":"S","time_zone":"Europe/Sofia","currency":"EUR","valid_from":"2026-01-01"}
                {"store_id":"s","name":"S","time_zone":"Europe/Sofia","currency":"BGN","valid_from":"2020-05-01T09:00:00+03:00"}
                {"store_id":"s","name":"S","time_zone":"Europe/Athens","currency":"EUR","valid_from":"2027-01-01","valid_to":"2028-01-01"}
                """));

    StoreTimeline sofia = stores.get("s");
    assertThat(sofia.at(at("2020-05-01T05:59:59.999Z")), is(nullValue()));
    assertThat(sofia.at(at("2020-05-01T06:00:00Z")).currency(), is("BGN"));
    assertThat(sofia.at(at("2025-12-31T21:59:59.999Z")).currency(), is("BGN"));
    assertThat(sofia.at(at("2025-12-31T22:00:00Z")).currency(), is("EUR"));
    assertThat(sofia.at(at("2026-12-31T22:00:00Z")).timeZone(), is(ZoneId.of("Europe/Athens")));
    assertThat(sofia.at(at("2027-12-31T22:00:00Z")), is(nullValue()));
  }

  @Test
  void aDateIsWhenTheBusinessDayBegins() throws Exception {
    Stores stores =
        StoresFile.read(
            write(
                """
                {"store_id":"s","name":"Shop","time_zone":"Europe/Berlin","currency":"EUR"}
                {"store_id":"s","name":"Bar","time_zone":"Europe/Berlin","currency":"EUR","day_starts_at":"06:00","books_close_at":"10:00","valid_from":"2026-03-17"}
                """));

    StoreTimeline store = stores.get("s");
    assertThat(store.at(at("2026-03-17T04:59:59.999Z")).name(), is("Shop"));
    assertThat(store.at(at("2026-03-17T05:00:00Z")).name(), is("Bar"));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    List<Store> stores =
        List.of(
            BERLIN,
            new Store(
                "bar",
                "B",
                ZoneId.of("Europe/Berlin"),
                "EUR",
                LocalTime.of(6, 30),
                LocalTime.of(11, 0),
                Store.ALWAYS,
                Store.FOREVER),
            new Store("s", "S", ZoneId.of("UTC"), "BGN", at("2020-01-01T00:00:00.001Z"), 1L << 42),
            new Store("s", "S", ZoneOffset.UTC, "EUR", 1L << 42, Store.FOREVER));
    Path file = write(String.join("\n", stores.stream().map(StoreJson::write).toList()));

    assertThat(Set.copyOf(StoresFile.read(file).all()), is(Set.copyOf(stores)));
  }

  @Test
  void linesOfAStoreThatContradictEachOtherAreNamed() {
    assertThat(
        problems(
            line("s", "\"valid_from\":\"2026-01-01\""),
            line("t", ""),
            line("s", "\"valid_from\":\"2025-12-31T23:00:00Z\""),
            line("t", ""),
            line("u", "\"valid_to\":\"2026-01-01\""),
            line("u", "\"valid_from\":\"2025-01-01\"")),
        contains(
            "lines 1, 3: store s is there twice from 2025-12-31T23:00:00Z on",
            "lines 2, 4: store t is there twice without valid_from",
            "lines 5, 6: store u is valid to 2025-12-31T23:00:00Z in one and"
                + " from 2024-12-31T23:00:00Z on in the other"));
  }

  @Test
  void everyFieldThatIsWrongIsSaidAtOnce() {
    assertThat(
        problems(
            "{\"store_id\":\"\",\"name\":null,\"time_zone\":7,\"currency\":\"euro\"}",
            line("s", "\"valid_from\":\"2026-02-30\",\"valid_to\":\"2026-01-01T00:00\""),
            line("t", "\"valid_from\":\"2026-01-01T00:00:00.0001Z\""),
            line("u", "\"valid_from\":\"2026-01-01\",\"valid_to\":\"2026-01-01\""),
            line("v", "\"day_starts_at\":\"06:00\",\"books_close_at\":\"05:00\""),
            line("w", "\"currency\":\"USD\""),
            line("y", "\"day_starts_at\":\"6:00\",\"books_close_at\":\"24:00\""),
            line("z", "\"day_starts_at\":\"05:00\""),
            line("x".repeat(257), "\"day_starts_at\":\"00:00\",\"books_close_at\":\"04:00\"")),
        contains(
            startsWith("line 1: store_id is missing"),
            startsWith("line 1: name is missing"),
            startsWith("line 1: currency \"euro\" is no code"),
            startsWith("line 1: time_zone must be a text, not 7"),
            startsWith("line 2: valid_from \"2026-02-30\" is neither"),
            startsWith("line 2: valid_to \"2026-01-01T00:00\" is neither"),
            startsWith("line 3: valid_from \"2026-01-01T00:00:00.0001Z\" is finer than a ms"),
            startsWith("line 4: valid_to \"2026-01-01\" is not after valid_from"),
            startsWith(
                "line 5: books_close_at is 05:00, and the day does not end before 06:00: say"),
            startsWith("line 6: NOT_JSON: Duplicate field 'currency'"),
            startsWith("line 7: day_starts_at \"6:00\" is no time of day, such as 06:00"),
            startsWith("line 7: books_close_at \"24:00\" is no time of day"),
            startsWith("line 8: books_close_at is 04:00, and the day does not end before 05:00"),
            endsWith("has more than 256 characters")));
  }

  @Test
  void oneMistakeOfManyLinesIsSaidOnce() {
    String[] lines = new String[2_000];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = line("s" + i, "").replace("Europe/Berlin", "IST");
    }

    assertThat(
        problems(lines),
        contains(
            "lines 1, 2, 3, 4, 5 and 1995 more: time_zone \"IST\" is an abbreviation that may mean"
                + " Asia/Kolkata or Europe/Dublin or Asia/Jerusalem: name one of them"));
  }

  @Test
  void aFileWithoutStoresIsOfNoUse() throws Exception {
    Path file = write("");

    InputException found = assertThrows(InputException.class, () -> StoresFile.read(file));

    assertThat(found.problems(), contains(file + " has no store in it"));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path file = folder.resolve("none.jsonl");

    InputException found = assertThrows(InputException.class, () -> StoresFile.read(file));

    assertThat(found.getMessage(), containsString(file.toString()));
  }

  @Test
  void itIsFoundAboveTheInput() throws Exception {
    Path file = write(StoreJson.write(BERLIN));
    Path day = Files.createDirectories(folder.resolve("orders/date=2026-03-17"));
    Files.createFile(day.resolve("a.jsonl"));

    assertThat(StoresFile.near(InputFiles.orders(day + "/a.jsonl")), is(file));
    assertThat(StoresFile.near(InputFiles.orders(day + "/*.jsonl")), is(file));
    assertThat(StoresFile.near(InputFiles.orders(folder.toString())), is(file));
  }

  /** What is said of a file of these lines, without its name. */
  private List<String> problems(String... lines) {
    InputException found =
        assertThrows(InputException.class, () -> StoresFile.read(write(String.join("\n", lines))));
    return found.problems().stream()
        .map(problem -> problem.substring(problem.indexOf(", line") + 2))
        .toList();
  }

  private static String line(String id, String more) {
    return "{\"store_id\":\"%s\",\"name\":\"S\",\"time_zone\":\"Europe/Berlin\",\"currency\":\"EUR\"%s%s}"
        .formatted(id, more.isEmpty() ? "" : ",", more);
  }

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private Path write(String text) throws Exception {
    return Files.writeString(folder.resolve(InputFiles.STORES), text);
  }
}
