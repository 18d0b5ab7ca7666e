package dev.tideline.json;

import static dev.tideline.records.RejectReason.AMOUNT_OVERFLOW;
import static dev.tideline.records.RejectReason.BAD_AMOUNT;
import static dev.tideline.records.RejectReason.BAD_TEXT;
import static dev.tideline.records.RejectReason.BAD_TIME;
import static dev.tideline.records.RejectReason.MISSING_FIELD;
import static dev.tideline.records.RejectReason.NOT_JSON;
import static dev.tideline.records.RejectReason.NOT_UTF8;
import static dev.tideline.records.RejectReason.REPEATED_FIELD;
import static dev.tideline.records.RejectReason.TOO_LARGE;
import static dev.tideline.records.RejectReason.WRONG_TYPE;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tideline.money.Amount;
import dev.tideline.money.ExactDecimal;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RejectReason;
import dev.tideline.records.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the JSON object of one record, field by field, as a stream: no tree is built.
 *
 * <p>Strict where a mistake would change a number: each field has one type, no field comes twice,
 * nothing follows the object. Lenient where the world grows: unknown fields are passed over. What
 * is wrong is thrown as a {@link BrokenRecord}, which quotes of the record only what can do no
 * harm. What becomes of a record depends on nothing but itself: no names or numbers of others are
 * kept.
 *
 * <p>The ingest time is picked up on the way ({@code ingest_time}), so that even a record that
 * breaks off later is counted in its minute.
 */
public final class JsonRecord implements AutoCloseable {

  /** The largest record that is parsed, in bytes. */
  public static final int LARGEST = 1024 * 1024;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // in a table that all would share
          .streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(LARGEST).build())
          .build();

  /** Some programs begin a text with it, though it is no part of it. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Reads the fields of one JSON object. */
  @FunctionalInterface
  public interface Fields {
    /**
     * Reads the value of a field, or passes over it with {@link JsonRecord#skip}.
     *
     * @param name the field's name
     */
    void read(String name, JsonRecord json) throws BrokenRecord, IOException;
  }

  /** Makes a value of a record that is being read. */
  @FunctionalInterface
  public interface Shape<E> {
    /** Reads all of it. */
    E read(JsonRecord json) throws BrokenRecord, IOException;
  }

  private final String text;
  private final int begin;
  private final JsonParser parser;
  private final boolean ingestTimeInPayload;
  private final boolean mayBeMalformed;
  private long ingestTime;
  private String around = "";
  private String field = "";

  private JsonRecord(RawRecord record, String text) throws IOException {
    this.text = text;
    this.begin = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
    this.parser = JSON.createParser(begin == 0 ? text : text.substring(begin));
    // What was UTF-8 holds no half of a surrogate pair but by an escape.
    this.mayBeMalformed = text.indexOf('\\') >= 0;
    this.ingestTime = record.ingestTime();
    this.ingestTimeInPayload = record.ingestTime() == RawRecord.IN_PAYLOAD;
  }

  /**
   * Reads one record.
   *
   * @throws BrokenRecord if it is not what the shape wants
   */
  public static <E> E read(RawRecord record, Shape<E> shape) throws BrokenRecord {
    if (record.payload().length > LARGEST) {
      throw new BrokenRecord(TOO_LARGE, "more than " + LARGEST + " bytes", record.ingestTime());
    }
    String text = isWide(record.payload()) ? null : Text.ofUtf8(record.payload());
    try (JsonRecord json = new JsonRecord(record, text == null ? lenient(record) : text)) {
      if (text == null) {
        throw json.notUtf8(record, shape);
      }
      return json.whole(shape);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // the text is in memory
    }
  }

  private <E> E whole(Shape<E> shape) throws BrokenRecord, IOException {
    try {
      parser.nextToken();
      E value = shape.read(this);
      if (parser.nextToken() != null) {
        throw broken(NOT_JSON, "something follows the object");
      }
      return value;
    } catch (JsonProcessingException malformed) {
      long read = Math.max(parser.getCurrentLocation().getCharOffset(), 0);
      String before = text.substring(0, (int) Math.min(begin + read, text.length()));
      throw broken(NOT_JSON, "at byte " + before.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  /** Whatever else is wrong with it: only its time of ingest is still of interest. */
  private BrokenRecord notUtf8(RawRecord record, Shape<?> shape) throws IOException {
    try {
      Object unused = whole(shape);
    } catch (BrokenRecord beside) {
      ingestTime = beside.ingestTime();
    }
    return broken(
        NOT_UTF8,
        isWide(record.payload())
            ? "looks like UTF-16 or UTF-32"
            : "at byte " + Text.endOfUtf8(record.payload()));
  }

  /**
   * Reads the object that begins here; the parser then stands on its end.
   *
   * @param names of its fields, in the order in which they mostly come
   */
  public void object(FieldNames names, Fields fields) throws BrokenRecord, IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw parser.currentToken() == null || field.isEmpty()
          ? broken(NOT_JSON, "not an object")
          : brokenValue(WRONG_TYPE);
    }
    String farther = around;
    around = field;
    int turn = 0;
    while (true) {
      SerializableString expected = names.inTurn(turn);
      if (parser.nextFieldName(expected)) {
        field = expected.getValue();
        turn = names.after(turn);
      } else if (parser.currentToken() == JsonToken.FIELD_NAME) {
        field = parser.getCurrentName();
        turn = names.after(turn, field);
      } else {
        break;
      }
      parser.nextToken();
      if (ingestTimeInPayload && around.isEmpty() && field.equals("ingest_time")) {
        if (ingestTime != RawRecord.IN_PAYLOAD) {
          throw broken(REPEATED_FIELD, field);
        }
        ingestTime = time();
      } else {
        fields.read(field, this);
      }
    }
    field = around; // the last one read may be none of ours, and is not for others to see
    around = farther;
  }

  /** Whether another element of the array follows; the parser then stands on it. */
  public boolean nextElement() throws IOException {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  /** Steps into the array that begins here. */
  public void array() throws BrokenRecord, IOException {
    expect(JsonToken.START_ARRAY);
  }

  /** Text that is neither null nor empty. */
  public String text() throws BrokenRecord, IOException {
    expect(JsonToken.VALUE_STRING);
    String value = parser.getText();
    if (value.isEmpty()) {
      throw broken(MISSING_FIELD, place());
    }
    if (mayBeMalformed && !Text.isWellFormed(value)) {
      throw brokenValue(BAD_TEXT);
    }
    return value;
  }

  /** A time, ms since the epoch. */
  public long time() throws BrokenRecord, IOException {
    String value = text();
    try {
      return Timestamps.parse(value);
    } catch (NumberFormatException malformed) {
      throw brokenValue(BAD_TIME);
    }
  }

  /** An amount, in 1/10 000 currency units. */
  public long amount() throws BrokenRecord, IOException {
    expectNumber();
    try {
      return Amount.parse(parser.getText());
    } catch (NumberFormatException inexact) {
      throw brokenValue(BAD_AMOUNT);
    } catch (ArithmeticException overflow) {
      throw brokenValue(AMOUNT_OVERFLOW);
    }
  }

  /** A whole number, in whatever form. */
  public int count() throws BrokenRecord, IOException {
    expectNumber();
    try {
      return Math.toIntExact(ExactDecimal.parse(parser.getText(), 0));
    } catch (NumberFormatException inexact) {
      throw brokenValue(WRONG_TYPE);
    } catch (ArithmeticException overflow) {
      throw brokenValue(AMOUNT_OVERFLOW);
    }
  }

  /** Whether the field is there, but null. */
  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** Passes over the value of a field that nobody here knows. */
  public void skip() throws IOException {
    parser.skipChildren();
  }

  /** Takes the value of a field that may come only once. */
  public <E> E once(E before, E now) throws BrokenRecord {
    if (before != null) {
      throw broken(REPEATED_FIELD, place());
    }
    return now;
  }

  /** Insists on a required field once the object is read. */
  public <E> E required(E value, String name) throws BrokenRecord {
    if (value == null) {
      throw broken(MISSING_FIELD, name);
    }
    return value;
  }

  /** When the record was ingested; a record that does not say it is broken. */
  public long ingestTime() throws BrokenRecord {
    if (ingestTime == RawRecord.IN_PAYLOAD) {
      throw broken(MISSING_FIELD, "ingest_time");
    }
    return ingestTime;
  }

  /** A finding about this record. */
  public BrokenRecord broken(RejectReason reason, String detail) {
    return new BrokenRecord(reason, detail, ingestTime);
  }

  /**
   * A finding about the value that the parser stands on, which is told as far as it can do no harm.
   */
  public BrokenRecord brokenValue(RejectReason reason) throws IOException {
    JsonToken token = parser.currentToken();
    String value =
        switch (token) {
          case START_OBJECT -> "{";
          case START_ARRAY -> "[";
          default -> parser.getText();
        };
    return new BrokenRecord(reason, place(), value, ingestTime);
  }

  /** The name of the field, with that of the field that it is in. */
  private String place() {
    return around.isEmpty() ? field : around + "." + field;
  }

  private void expectNumber() throws BrokenRecord, IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      expect(JsonToken.VALUE_NUMBER_FLOAT);
    }
  }

  private void expect(JsonToken token) throws BrokenRecord, IOException {
    if (parser.currentToken() != token) {
      throw isNull() ? broken(MISSING_FIELD, place()) : brokenValue(WRONG_TYPE);
    }
  }

  /** Whether a zero is among the first two bytes: UTF-16 or UTF-32, which may look like UTF-8. */
  private static boolean isWide(byte[] bytes) {
    return (bytes.length > 0 && bytes[0] == 0) || (bytes.length > 1 && bytes[1] == 0);
  }

  private static String lenient(RawRecord record) {
    return new String(record.payload(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
