package dev.tideline.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tideline.money.Amount;
import dev.tideline.money.Unposted;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides what is kept of one record that is rejected, so that no card number is, in whatever form
 * and wherever it stood. Nothing is searched for, for forms have no end; what is not known to be
 * harmless is not kept:
 *
 * <ul>
 *   <li>of names, those of the contract's own fields;
 *   <li>of values, a time from 1990 to 2099, a step of an order, three capitals as a currency;
 *   <li>of any other value nothing but what kind it is and how long, unless it fits into the {@link
 *       #SIGNS} characters, or {@link #DIGITS} digits of numbers, that may be kept of one record in
 *       all. These are too few to write a card number in, however it is written.
 * </ul>
 */
public final class Redactor {

  /**
   * How many characters of free choice are kept of a record. A card number has 12 to 19 digits; the
   * usual 16 take more than 8 of the 95 printable characters of ASCII in any encoding.
   */
  private static final int SIGNS = 8;

  /** How many digits of numbers are kept instead: the shortest card numbers have one more. */
  private static final int DIGITS = 11;

  /** How many of a longer value are shown: what payment rules allow to be seen of a card number. */
  private static final int BEGINNING = 6;

  private static final int MOST_LINES = 10;

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

  private static final Set<String> NEVER = Set.of("card_number", "card_token");
  private static final Set<String> TIMES = Set.of("ingest_time", "event_time", "placed_at");
  private static final Set<String> IDS = Set.of("event_id", "payment_id");
  private static final Set<String> OTHERS =
      Set.of("event_id", "order_id", "payment_id", "store_id", "gateway", "type", "currency");
  private static final Set<String> OF_LINES =
      Set.of("sku", "category", "quantity", "amount", "cost");
  private static final Pattern TYPE = Pattern.compile("PLACED|CANCELLED|REFUNDED|FULFILLED");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d*)?([eE][+-]?\\d+)?");
  private static final Pattern ZEROES = Pattern.compile("\\.?0+$");
  private static final Pattern NO_DIGIT = Pattern.compile("\\D");
  private static final Pattern TIME =
      Pattern.compile(
          "(?<second>(199\\d|20\\d\\d)-(0\\d|1[0-2])-([0-2]\\d|3[01])"
              + "([Tt ]([01]\\d|2[0-4]):[0-5]\\d(:([0-5]\\d|60))?)?)"
              + "(\\.\\d{1,3})?( ?[Zz]| ?[+-]\\d\\d:?\\d\\d)?");

  private int signs;

  /** The event's id, if it was asked for and is kept. */
  private String keptId;

  /** For a record of which nothing is kept yet. */
  public Redactor() {
    this(SIGNS);
  }

  private Redactor(int signs) {
    this.signs = signs;
  }

  /** A redactor of the same record, from here on. */
  Redactor copy() {
    return new Redactor(signs);
  }

  /**
   * What may be told of the value at fault: all of it, or its beginning and its length.
   *
   * @param field the field's name, with those around it before it
   */
  public String value(String field, String value) {
    if (value.isEmpty()) {
      return value;
    }
    String name = field.substring(field.lastIndexOf('.') + 1);
    String harmless = harmless(name, value);
    if (harmless != null) {
      return harmless;
    }
    int shown = NEVER.contains(name) ? 0 : Math.min(printable(value), Math.min(BEGINNING, signs));
    signs -= shown;
    return value.substring(0, shown) + (shown > 0 ? "... " : "") + "(" + length(value) + ")";
  }

  /**
   * What may be told of an event's money. Its id is kept whole or not at all, and used up only
   * once, though it is in the record too; of a number of more digits than may be kept, nothing is.
   *
   * @param storeKnown whether its store is one of the reference data
   */
  Unposted unposted(Unposted said, boolean storeKnown) {
    keptId = said.eventId() == null ? null : harmless("event_id", said.eventId());
    boolean isCurrency = said.currency() != null && CURRENCY.matcher(said.currency()).matches();
    boolean isShort = said.net() != null && digits(Amount.format(said.net())) <= DIGITS;
    return new Unposted(
        keptId,
        storeKnown ? said.storeId() : null,
        said.eventTime(),
        isCurrency ? said.currency() : null,
        isShort ? said.net() : null,
        said.repeat());
  }

  /** How many digits an amount has, without the zeroes behind its point that say nothing. */
  private static int digits(String amount) {
    return NO_DIGIT.matcher(ZEROES.matcher(amount).replaceAll("")).replaceAll("").length();
  }

  /**
   * What may be kept of a record: a JSON object of its fields, up to where it breaks off.
   *
   * @param record its bytes, perhaps only the first
   * @param size how many it has
   */
  public Payload payload(byte[] record, int size) {
    StringWriter kept = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(kept);
        JsonParser in = JSON.createParser(new String(record, StandardCharsets.UTF_8))) {
      if (in.nextToken() == JsonToken.START_OBJECT) {
        out.writeStartObject();
        object(in, out, true);
      }
    } catch (JsonProcessingException broken) {
      return new Payload(kept.toString(), size); // with what was read so far, in closed brackets
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // all of it is in memory
    }
    return new Payload(kept.toString(), size);
  }

  private void object(JsonParser in, JsonGenerator out, boolean outermost) throws IOException {
    Set<String> seen = new HashSet<>();
    String name;
    while ((name = in.nextFieldName()) != null) {
      JsonToken token = in.nextToken();
      if (!isKnown(name, outermost) || !seen.add(name)) {
        in.skipChildren();
      } else if (token == JsonToken.START_ARRAY && name.equals("lines")) {
        out.writeFieldName(name);
        lines(in, out);
      } else if (token.isStructStart()) {
        out.writeStringField(name, token == JsonToken.START_ARRAY ? "(array)" : "(object)");
        in.skipChildren();
      } else {
        scalar(name, token, in.getText(), out);
      }
    }
    out.writeEndObject();
  }

  private void lines(JsonParser in, JsonGenerator out) throws IOException {
    out.writeStartArray();
    int number = 0;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      number++;
      if (number <= MOST_LINES && in.hasToken(JsonToken.START_OBJECT)) {
        out.writeStartObject();
        object(in, out, false);
      } else {
        in.skipChildren();
      }
    }
    out.writeEndArray();
  }

  private void scalar(String name, JsonToken token, String text, JsonGenerator out)
      throws IOException {
    String harmless =
        token == JsonToken.VALUE_NULL || isKeptId(name, text) ? text : harmless(name, text);
    if (harmless == null) {
      out.writeStringField(
          name, "(" + (token.isNumeric() ? "number" : "text") + " of " + length(text) + ")");
    } else if (token == JsonToken.VALUE_STRING) {
      out.writeStringField(name, harmless);
    } else {
      out.writeFieldName(name);
      out.writeRawValue(harmless);
    }
  }

  private boolean isKeptId(String name, String text) {
    return IDS.contains(name) && text.equals(keptId);
  }

  /** As much of a value as can do no harm, or null if that is none of it. */
  private String harmless(String name, String value) {
    if (NEVER.contains(name)) {
      return null;
    }
    Matcher time = TIME.matcher(TIMES.contains(name) ? value : "");
    if (time.lookingAt()) {
      return time.end() == value.length()
          ? value
          : time.group("second") + "... (" + length(value) + ")";
    }
    if ((name.equals("type") && TYPE.matcher(value).matches())
        || (name.equals("currency") && CURRENCY.matcher(value).matches())) {
      return value;
    }
    int price = price(value);
    if (price > signs || printable(value) < value.length()) {
      return null;
    }
    signs -= price;
    return value;
  }

  /** How many of the characters of free choice a value uses up. */
  private static int price(String value) {
    if (!NUMBER.matcher(value).matches()) {
      return value.length();
    }
    int digits = NO_DIGIT.matcher(value).replaceAll("").length();
    return (digits * SIGNS + DIGITS - 1) / DIGITS;
  }

  private static boolean isKnown(String name, boolean outermost) {
    return outermost
        ? NEVER.contains(name)
            || TIMES.contains(name)
            || OTHERS.contains(name)
            || name.equals("lines")
            || name.equals("amount")
        : OF_LINES.contains(name);
  }

  /** How many characters it begins with that are printable ASCII. */
  private static int printable(String value) {
    int end = 0;
    while (end < value.length() && value.charAt(end) >= ' ' && value.charAt(end) <= '~') {
      end++;
    }
    return end;
  }

  private static String length(String value) {
    return value.length() + " characters";
  }
}
