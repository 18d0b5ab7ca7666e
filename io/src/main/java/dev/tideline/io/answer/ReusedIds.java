package dev.tideline.io.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.io.files.AnswerFolder;
import dev.tideline.io.storage.Storage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the ids under which several events count add up to.
 *
 * @param ids how many there are
 * @param events how many events count under them
 * @param gross the money these are about, by currency
 */
public record ReusedIds(long ids, long events, SortedMap<String, BigDecimal> gross) {

  /** No such id, or none that is known. */
  public static final ReusedIds NONE = new ReusedIds(0, 0, new TreeMap<>());

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the files of a run, if it has any of them.
   *
   * @param directory where {@link AnswerFiles} wrote them
   */
  public static ReusedIds read(Path directory) throws IOException {
    Path folder = directory.resolve(AnswerFolder.REUSED_IDS);
    if (!Storage.exists(folder)) {
      return NONE;
    }
    long ids = 0;
    long events = 0;
    SortedMap<String, BigDecimal> gross = new TreeMap<>();
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, AnswerFolder.PART + "*")) {
      for (Path part : parts) {
        try (Stream<String> lines = Files.lines(part)) {
          for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
            JsonNode reused = JSON.readTree(each.next());
            ids++;
            events += reused.get("events").asLong();
            for (Map.Entry<String, JsonNode> money : reused.get("gross").properties()) {
              gross.merge(
                  money.getKey(), new BigDecimal(money.getValue().asText()), BigDecimal::add);
            }
          }
        }
      }
    }
    return new ReusedIds(ids, events, gross);
  }

  /** On one line. */
  public String line() {
    String money =
        gross.entrySet().stream()
            .map(each -> " " + each.getKey() + "=" + each.getValue().toPlainString())
            .collect(Collectors.joining());
    return "REUSED_ID ids=" + ids + " events=" + events + money;
  }
}
