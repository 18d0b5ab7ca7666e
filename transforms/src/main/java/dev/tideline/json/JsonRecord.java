package dev.tideline.json;

import static dev.tideline.records.RejectReason.AMOUNT_OVERFLOW;
import static dev.tideline.records.RejectReason.BAD_AMOUNT;
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
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tideline.money.Amount;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the JSON object of one record, field by field, as a stream: no tree is built.
 *
 * <p>Strict where a mistake would change a number: each field has one type, no field comes twice,
 * nothing follows the object. Lenient where the world grows: unknown fields are passed over. What
 * is wrong is thrown as a {@link BrokenRecord} that never quotes the record.
 *
 * <p>The ingest time is picked up on the way ({@code ingest_time}), so that even a record that
 * breaks off later is counted in its minute.
 */
public final class JsonRecord implements AutoCloseable {

  /** The largest record that is parsed, in bytes. */
  public static final int LARGEST = 1024 * 1024;

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

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

  private final JsonParser parser;
  private final boolean ingestTimeInPayload;
  private long ingestTime;
  private String field = "";

  private JsonRecord(RawRecord record) throws IOException {
    this.parser = JSON.createParser(record.payload());
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
    if (!beginsAsUtf8(record.payload())) {
      throw new BrokenRecord(NOT_UTF8, "", record.ingestTime());
    }
    try (JsonRecord json = new JsonRecord(record)) {
      return json.whole(record, shape);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // the bytes are in memory
    }
  }

  private <E> E whole(RawRecord record, Shape<E> shape) throws BrokenRecord, IOException {
    try {
      parser.nextToken();
      E value = shape.read(this);
      if (parser.nextToken() != null) {
        throw broken(NOT_JSON, "something follows the object");
      }
      return value;
    } catch (JsonProcessingException malformed) {
      throw isUtf8(record.payload()) ? broken(NOT_JSON, "") : broken(NOT_UTF8, "");
    }
  }

  /** Reads the object that begins here; the parser then stands on its end. */
  public void object(Fields fields) throws BrokenRecord, IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw parser.currentToken() == null || field.isEmpty()
          ? broken(NOT_JSON, "not an object")
          : broken(WRONG_TYPE, field);
    }
    String around = field;
    String name;
    while ((name = parser.nextFieldName()) != null) {
      field = name;
      boolean ingest = ingestTimeInPayload && name.equals("ingest_time") && outermost();
      parser.nextToken();
      if (ingest) {
        if (ingestTime != RawRecord.IN_PAYLOAD) {
          throw broken(REPEATED_FIELD, name);
        }
        ingestTime = time();
      } else {
        fields.read(name, this);
      }
    }
    field = around; // the last one read may be none of ours, and is not for others to see
  }

  /** Whether another element of the array follows; the parser then stands on it. */
  public boolean nextElement() throws IOException {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  /** Steps into the array that begins here. */
  public void array() throws BrokenRecord {
    expect(JsonToken.START_ARRAY);
  }

  /** Text that is neither null nor empty. */
  public String text() throws BrokenRecord, IOException {
    expect(JsonToken.VALUE_STRING);
    String text = parser.getText();
    if (text.isEmpty()) {
      throw broken(MISSING_FIELD, field);
    }
    return text;
  }

  /** A time, ms since the epoch. */
  public long time() throws BrokenRecord, IOException {
    String text = text();
    try {
      return Timestamps.parse(text);
    } catch (NumberFormatException malformed) {
      throw broken(BAD_TIME, field);
    }
  }

  /** An amount, in 1/10 000 currency units. */
  public long amount() throws BrokenRecord, IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      expect(JsonToken.VALUE_NUMBER_FLOAT);
    }
    try {
      return Amount.parse(parser.getText());
    } catch (NumberFormatException malformed) {
      throw broken(BAD_AMOUNT, field);
    } catch (ArithmeticException overflow) {
      throw broken(AMOUNT_OVERFLOW, field);
    }
  }

  /** A whole number. */
  public int count() throws BrokenRecord, IOException {
    expect(JsonToken.VALUE_NUMBER_INT);
    try {
      return Integer.parseInt(parser.getText());
    } catch (NumberFormatException overflow) {
      throw broken(AMOUNT_OVERFLOW, field);
    }
  }

  /** Passes over the value of a field that nobody here knows. */
  public void skip() throws IOException {
    parser.skipChildren();
  }

  /** Takes the value of a field that may come only once. */
  public <E> E once(E before, E now) throws BrokenRecord {
    if (before != null) {
      throw broken(REPEATED_FIELD, field);
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

  /** Whether the parser is at a field of the record itself, not of an object within it. */
  private boolean outermost() {
    return parser.getParsingContext().getParent().inRoot();
  }

  private void expect(JsonToken token) throws BrokenRecord {
    if (parser.currentToken() == token) {
      return;
    }
    throw parser.currentToken() == JsonToken.VALUE_NULL
        ? broken(MISSING_FIELD, field)
        : broken(WRONG_TYPE, field);
  }

  /** The parser would take a zero among the first two bytes, or a byte order mark, for UTF-16. */
  private static boolean beginsAsUtf8(byte[] bytes) {
    for (int i = 0; i < Math.min(2, bytes.length); i++) {
      if (bytes[i] == 0 || bytes[i] == (byte) 0xFE || bytes[i] == (byte) 0xFF) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return text != null;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
