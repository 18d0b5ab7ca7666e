package dev.tideline.ops.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tideline.json.Timestamps;
import java.io.IOException;

/** Looks for a field in a line that may be broken. */
public final class LineFields {

  private static final JsonFactory JSON = new JsonFactory();

  private LineFields() {}

  /** When the line was ingested, ms since the epoch, or the other value if it does not say. */
  public static long ingestTime(byte[] line, long otherwise) {
    String text = text(line, "ingest_time");
    try {
      long time = text == null ? otherwise : Timestamps.parse(text);
      return time < 0 ? otherwise : time; // Kafka knows no time before 1970
    } catch (NumberFormatException malformed) {
      return otherwise;
    }
  }

  /** The text of an outermost field, or null if there is none before the line breaks. */
  public static String text(byte[] line, String field) {
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals(field)) {
          return parser.getText();
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException broken) { // the bytes are in memory: it can only be what they say
      return null;
    }
  }
}
