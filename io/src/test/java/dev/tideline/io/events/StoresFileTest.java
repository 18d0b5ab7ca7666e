package dev.tideline.io.events;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.store.Store;
import dev.tideline.store.StoreJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresFileTest {

  private static final Store BERLIN =
      new Store("berlin", "FreshMart Berlin", ZoneId.of("Europe/Berlin"), "EUR");

  @TempDir private Path folder;

  @Test
  void everyLineIsAStore() throws Exception {
    Path file = write(StoreJson.write(BERLIN) + "\n");

    assertThat(StoresFile.read(file).get("berlin"), is(BERLIN));
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
            containsString("line 3: NOT_JSON"),
            containsString("line 4: store berlin is there twice"),
            containsString("line 5: BAD_TIME time_zone")));
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

  private Path write(String text) throws Exception {
    return Files.writeString(folder.resolve(InputFiles.STORES), text);
  }
}
