package dev.tideline.io.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tideline.event.EventRules;
import dev.tideline.store.BusinessDays;
import dev.tideline.store.Store;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the fields of one line of the stores file, and finds all that is wrong with them. */
final class StoreLine {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int DATE = "2026-03-17".length();

  private final JsonNode fields;
  private final List<String> problems;

  private StoreLine(JsonNode fields, List<String> problems) {
    this.fields = fields;
    this.problems = problems;
  }

  /**
   * Reads a line.
   *
   * @param problems takes a sentence for each thing that is wrong
   * @return the store, without an end if the line has none; empty if anything is wrong
   */
  static Optional<Store> read(byte[] line, List<String> problems) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
      JsonNode fields = JSON.readTree(text);
      if (fields.isObject()) {
        List<String> found = new ArrayList<>();
        Optional<Store> store = new StoreLine(fields, found).store();
        problems.addAll(found);
        return store;
      }
      problems.add("NOT_JSON: not an object");
    } catch (CharacterCodingException malformed) {
      problems.add("NOT_UTF8");
    } catch (JsonProcessingException malformed) {
      problems.add("NOT_JSON: " + malformed.getOriginalMessage().replaceAll("\\s+", " "));
    }
    return Optional.empty();
  }

  private Optional<Store> store() {
    String id = text("store_id");
    String name = text("name");
    String currency = text("currency");
    if (currency != null && !currency.matches("[A-Z]{3}")) {
      problem("currency", currency, "is no code of ISO 4217, such as EUR");
    }
    if (id != null && id.length() > EventRules.LONGEST_KEY) {
      problem("store_id", id, "has more than " + EventRules.LONGEST_KEY + " characters");
    }
    ZoneId zone = zone();
    LocalTime starts = timeOfDay("day_starts_at", BusinessDays.DAY_STARTS);
    LocalTime closes = timeOfDay("books_close_at", BusinessDays.BOOKS_CLOSE);
    if (closes.isBefore(starts)) {
      problems.add(
          "books_close_at is %s, and the day does not end before %s: say at what time after that its books close"
              .formatted(closes, starts));
    }
    long from = moment("valid_from", zone, starts, Store.ALWAYS);
    long to = moment("valid_to", zone, starts, Store.FOREVER);
    if (problems.isEmpty() && from >= to) {
      problem("valid_to", text("valid_to"), "is not after valid_from");
    }
    return problems.isEmpty()
        ? Optional.of(new Store(id, name, zone, currency, starts, closes, from, to))
        : Optional.empty();
  }

  private ZoneId zone() {
    String name = text("time_zone");
    if (name == null) {
      return null;
    }
    Optional<ZoneId> zone = ZoneNames.find(name);
    if (zone.isEmpty()) {
      problem("time_zone", name, ZoneNames.problem(name));
    }
    return zone.orElse(null);
  }

  /** A date is the first moment of that business day, by the clock and hours of this line. */
  private long moment(String field, ZoneId zone, LocalTime starts, long absent) {
    if (!fields.hasNonNull(field)) {
      return absent;
    }
    String text = text(field);
    if (text == null) {
      return absent;
    }
    try {
      if (text.length() == DATE) {
        // Where the zone is wrong, that is said; any will do to see whether the date is right.
        ZoneId clock = zone == null ? ZoneOffset.UTC : zone;
        return BusinessDays.firstShown(LocalDate.parse(text).atTime(starts), clock);
      }
      Instant moment = OffsetDateTime.parse(text).toInstant();
      if (moment.equals(moment.truncatedTo(ChronoUnit.MILLIS))) {
        return moment.toEpochMilli();
      }
    } catch (DateTimeException | ArithmeticException malformed) {
      problem(field, text, "is neither a date, 2026-01-01, nor a time, 2026-01-01T00:00:00Z");
      return absent;
    }
    problem(field, text, "is finer than a ms");
    return absent;
  }

  private LocalTime timeOfDay(String field, LocalTime absent) {
    if (!fields.hasNonNull(field)) {
      return absent;
    }
    String text = text(field);
    if (text == null) {
      return absent;
    }
    if (!text.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
      problem(field, text, "is no time of day, such as 06:00");
      return absent;
    }
    return LocalTime.parse(text);
  }

  private String text(String field) {
    JsonNode value = fields.get(field);
    if (value == null || value.isNull() || value.asText("x").isEmpty()) {
      problems.add(field + " is missing");
      return null;
    }
    if (!value.isTextual()) {
      problems.add(field + " must be a text, not " + value);
      return null;
    }
    return value.textValue();
  }

  private void problem(String field, String value, String what) {
    problems.add("%s %s %s".formatted(field, JSON.getNodeFactory().textNode(value), what));
  }
}
