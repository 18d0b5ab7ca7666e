package dev.tideline.io.deadletters;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.lines.FileChunk;
import dev.tideline.io.lines.Lines;
import dev.tideline.records.RecordLocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A file of rejected records that were replayed, of which each says where it was found. */
public final class ReplayFile {

  /** How its name begins. */
  static final String PREFIX = "replayed-";

  private static final Pattern NAME = Pattern.compile("(?:.*/)?" + PREFIX + "[0-9a-f]+\\.jsonl");

  private ReplayFile() {}

  /**
   * A record that was replayed.
   *
   * @param from where it was found
   * @param now where it is in the file
   */
  public record Replayed(RecordLocation from, RecordLocation now) {}

  /** Whether a file is one, by its name. */
  public static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * Its records. Lines that say of no record where it was found, since somebody has written others
   * there, are none.
   *
   * @throws IOException if it can't be read
   */
  public static List<Replayed> records(SourceFile file) throws IOException {
    List<Replayed> records = new ArrayList<>();
    try (Lines lines = Lines.open(new FileChunk(file, 0, Long.MAX_VALUE))) {
      while (lines.next()) {
        JsonNode from = from(new String(lines.bytes(), StandardCharsets.UTF_8));
        if (from.hasNonNull("source")
            && from.hasNonNull("partition")
            && from.hasNonNull("offset")) {
          records.add(
              new Replayed(
                  AnswerJson.location(from), RecordLocation.inFile(file.name(), lines.start())));
        }
      }
    }
    return records;
  }

  private static JsonNode from(String line) throws IOException {
    try {
      return AnswerJson.parse(line).path(ReplayLine.REPLAYED_FROM);
    } catch (JacksonException broken) { // mended by hand, and not well: whoever runs it sees that
      return AnswerJson.parse("null");
    }
  }
}
