package dev.tideline.io.deadletters;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.tideline.json.JsonRecord;
import dev.tideline.json.Timestamps;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Text;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * A rejected record as a line of a file, which says where it comes from: its fields as they are,
 * right ones and wrong ones, and so it is judged as it would be where it was found.
 *
 * @param text the line, without its end; null if there can be none
 * @param whyNot why there can't; null if there can
 */
record ReplayLine(String text, String whyNot) {

  /** The field that says where the record was found; parsers pass it over. */
  static final String REPLAYED_FROM = "replayed_from";

  private static final String INGEST_TIME = "ingest_time";
  private static final String CARD_NUMBER = "card_number";
  private static final String NO_OBJECT = "it is not one JSON object: mend it where it is";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII) // half a surrogate pair has no UTF-8
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(JsonRecord.LARGEST).build())
          .build();

  private static ReplayLine impossible(String whyNot) {
    return new ReplayLine(null, whyNot);
  }

  /** The line of a record, if it is there. */
  static ReplayLine of(Original original) {
    if (original.whyNot() != null) {
      return impossible(original.whyNot());
    }
    String text = Text.ofUtf8(original.record());
    if (text == null) {
      return impossible("it is not UTF-8: mend it where it is");
    }
    boolean ofTopic = original.letter().location().partition() >= 0;
    if (ofTopic && original.letter().ingestTime() == null) {
      return impossible("it has no time of ingest that can be");
    }
    try {
      return copy(
          text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, original.letter(), ofTopic);
    } catch (JsonProcessingException malformed) {
      return impossible(NO_OBJECT);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // all of it is in memory
    }
  }

  private static ReplayLine copy(String record, DeadLetter letter, boolean ofTopic)
      throws IOException {
    StringWriter line = new StringWriter();
    String whyNot;
    try (JsonParser in = JSON.createParser(record);
        JsonGenerator out = JSON.createGenerator(line)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return impossible(NO_OBJECT);
      }
      out.writeStartObject();
      from(letter.location(), out);
      if (ofTopic) { // a file has the time in its lines
        out.writeStringField(INGEST_TIME, Timestamps.format(letter.ingestTime()));
      }
      whyNot = rest(in, out, letter, ofTopic);
      if (in.nextToken() != null) {
        return impossible(NO_OBJECT);
      }
    }
    if (whyNot == null && line.getBuffer().length() > JsonRecord.LARGEST) {
      whyNot = "with its origin it would be too large: mend it where it is";
    }
    return whyNot == null ? new ReplayLine(line.toString(), null) : impossible(whyNot);
  }

  /** Copies an object from its first field on; returns why it can't be replayed, or null. */
  private static String rest(
      JsonParser in, JsonGenerator out, DeadLetter letter, boolean withoutTime) throws IOException {
    String whyNot = null;
    int depth = 1;
    while (depth > 0) {
      JsonToken token = in.nextToken();
      boolean named = token == JsonToken.FIELD_NAME;
      if (named && in.getCurrentName().equals(CARD_NUMBER)) {
        whyNot = "it has a card number, of which no copy is made";
      } else if (named && depth == 1 && in.getCurrentName().equals(INGEST_TIME)) {
        token = in.nextToken();
        if (withoutTime) {
          in.skipChildren();
          continue;
        }
        whyNot =
            whyNot == null && isOfAnother(letter, in) ? "another record stands there now" : whyNot;
        out.writeFieldName(INGEST_TIME);
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      copy(token, in, out);
    }
    return whyNot;
  }

  /** A letter knows when its record was ingested: at its place there may be another one now. */
  private static boolean isOfAnother(DeadLetter letter, JsonParser time) throws IOException {
    if (letter.ingestTime() == null) {
      return false;
    }
    try {
      return Timestamps.parse(time.getText()) != letter.ingestTime();
    } catch (NumberFormatException malformed) {
      return true;
    }
  }

  private static void from(RecordLocation location, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart(REPLAYED_FROM);
    out.writeStringField("source", location.source());
    out.writeNumberField("partition", location.partition());
    out.writeNumberField("offset", location.offset());
    out.writeEndObject();
  }

  private static void copy(JsonToken token, JsonParser in, JsonGenerator out) throws IOException {
    switch (token) {
      case START_OBJECT -> out.writeStartObject();
      case END_OBJECT -> out.writeEndObject();
      case START_ARRAY -> out.writeStartArray();
      case END_ARRAY -> out.writeEndArray();
      case FIELD_NAME -> out.writeFieldName(in.getCurrentName());
      case VALUE_STRING -> out.writeString(in.getText());
      default -> out.writeRawValue(in.getText()); // a number as it is written, true, false, null
    }
  }
}
