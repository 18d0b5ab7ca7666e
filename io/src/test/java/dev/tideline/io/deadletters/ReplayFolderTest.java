package dev.tideline.io.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.records.RecordLocation;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files of a folder say was replayed, whatever has become of them. */
class ReplayFolderTest {

  @TempDir private Path home;

  private static List<Original> originals(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(
            number ->
                Original.found(
                    new DeadLetter(
                        RejectReason.WRONG_TYPE,
                        "amount",
                        "",
                        RecordLocation.inFile("a.jsonl", number, number + 1),
                        null,
                        ""),
                    "{\"id\":%d}".formatted(number).getBytes(UTF_8)))
        .toList();
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("back"))) {
      return files.count();
    }
  }

  @Test
  void onlyWhatIsNotThereYetIsWritten() throws IOException {
    ReplayFolder folder = new ReplayFolder(home.resolve("back"));
    assertThat(folder.add(originals(1, 2)).written(), is(2));
    ReplayFolder.Result more = folder.add(originals(1, 5));
    assertThat(more.written(), is(3));
    assertThat(more.before(), is(2));
    assertThat(folder.add(originals(1, 5)).before(), is(5));
    assertThat(files(), is(2L));
  }

  @Test
  void aRecordThatWasMendedByHandIsStillThere() throws IOException {
    ReplayFolder folder = new ReplayFolder(home.resolve("back"));
    Path file = folder.add(originals(1, 2)).file();
    Files.writeString(file, Files.readString(file).replace("\"id\":2", "\"id\":\"two\""));
    assertThat(folder.add(originals(1, 2)).before(), is(2));
  }

  @Test
  void whatWasWrittenInItsPlaceIsNotOverwritten() throws IOException {
    ReplayFolder folder = new ReplayFolder(home.resolve("back"));
    Path file = folder.add(originals(1, 2)).file();
    Files.writeString(file, "{\"id\":\"mine\"}\n");

    IOException unknown = assertThrows(IOException.class, () -> folder.add(originals(1, 2)));

    assertThat(
        unknown.getMessage(),
        containsString("no longer says in replayed_from which records are in it"));
    assertThat(Files.readString(file), is("{\"id\":\"mine\"}\n"));
  }
}
