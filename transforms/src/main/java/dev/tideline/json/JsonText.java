package dev.tideline.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tideline.money.Amount;
import dev.tideline.sum.Total;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Writes one JSON object on one line, its fields in the order they are given: the same values are
 * always the same text, so lines can be compared and hashed.
 */
public final class JsonText {

  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator out;

  private JsonText(JsonGenerator out) {
    this.out = out;
  }

  /** The text of an object whose fields the caller writes. */
  public static String object(Consumer<JsonText> fields) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      fields.accept(new JsonText(out));
      out.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // it is written to memory
    }
    return text.toString();
  }

  /** A text; null is written as null. */
  public void text(String name, String value) {
    write(() -> out.writeStringField(name, value));
  }

  /** A whole number. */
  public void number(String name, long value) {
    write(() -> out.writeNumberField(name, value));
  }

  /** An amount in 1/10 000 currency units, as a number with four decimals. */
  public void amount(String name, long value) {
    decimal(name, Amount.format(value));
  }

  /** The same of a sum. */
  public void amount(String name, Total value) {
    decimal(name, Amount.format(value));
  }

  /** A number that is already in its text form. */
  public void decimal(String name, String value) {
    write(
        () -> {
          out.writeFieldName(name);
          out.writeNumber(value);
        });
  }

  /** A time, ms since the epoch. */
  public void time(String name, long value) {
    text(name, Timestamps.format(value));
  }

  /** Yes or no. */
  public void flag(String name, boolean value) {
    write(() -> out.writeBooleanField(name, value));
  }

  /** A list of objects, the fields of each written by the caller. */
  public <E> void objects(String name, Iterable<E> elements, Consumer<E> fields) {
    write(
        () -> {
          out.writeArrayFieldStart(name);
          for (E element : elements) {
            out.writeStartObject();
            fields.accept(element);
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  /** A list of texts. */
  public void texts(String name, Iterable<String> values) {
    write(
        () -> {
          out.writeArrayFieldStart(name);
          for (String value : values) {
            out.writeString(value);
          }
          out.writeEndArray();
        });
  }

  /** An object, its fields written by the caller. */
  public void object(String name, Runnable fields) {
    write(
        () -> {
          out.writeObjectFieldStart(name);
          fields.run();
          out.writeEndObject();
        });
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void write(Step step) {
    try {
      step.run();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // it is written to memory
    }
  }
}
