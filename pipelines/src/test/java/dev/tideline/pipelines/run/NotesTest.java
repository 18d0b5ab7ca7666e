package dev.tideline.pipelines.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.run.Terminal.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the input was read, and what in it was not, is said at once and in both reports. */
class NotesTest {

  @TempDir private Path home;

  @Test
  void anArchiveAmongOtherFiles() throws IOException {
    OneStore shop = OneStore.in(home.resolve("shop"));
    Path archive = shop.archive("part.parquet", List.of());
    for (int i = 1; i <= 6; i++) {
      Files.createFile(archive.resolveSibling("_old" + i));
    }
    String read = "archive: 1 file without rows";
    String passedOver = "PASSED OVER files=6 whose names begin with _ or . or end in .tmp: ";
    String first = "orders/_old1, orders/_old2, orders/_old3, orders/_old4, orders/_old5";

    Ended ended =
        Terminal.run(
            new DailyRevenueMain(), "--input", shop.toString(), "--output", home + "/answer");

    assertThat(ended.err(), ended.code(), is(0));
    assertThat(ended.err(), containsString(": " + read + "\n"));
    assertThat(ended.err(), containsString(passedOver + first + " and 1 more\n"));
    assertThat(ended.out(), containsString("\n" + read + "\n"));
    assertThat(ended.out(), containsString("\n" + passedOver + first + " and 1 more\n"));
    assertThat(
        notesIn(home.resolve("answer/report.json")),
        contains(read, passedOver + first + ", orders/_old6"));
  }

  private static List<String> notesIn(Path report) throws IOException {
    List<String> notes = new ArrayList<>();
    for (JsonNode note : new ObjectMapper().readTree(report.toFile()).get("notes")) {
      notes.add(note.asText());
    }
    return notes;
  }
}
