package dev.tideline.io.settlement;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.settlement.NumberForm;
import dev.tideline.settlement.SettlementField;
import dev.tideline.settlement.SettlementKind;
import dev.tideline.settlement.SettlementLayout;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the JSON of a layout, and notes what is wrong with it. */
final class LayoutJson {

  private static final List<String> OF_CSV =
      List.of("encoding", "separator", "quote", "lines_above");

  private static final Set<String> OF_ALL =
      Set.of(
          "bank",
          "decimal",
          "thousands",
          "date",
          "columns",
          "constants",
          "kinds",
          "amounts",
          "fees");

  /** Stands for a mark that is wrong, which is noted. */
  private static final String WRONG_MARK = "?";

  private static final LocalDate ANY_DAY = LocalDate.of(2026, 12, 31);

  private final JsonNode json;
  private final List<String> problems = new ArrayList<>();

  LayoutJson(JsonNode json) {
    this.json = json;
  }

  /** What is wrong with it, once it is read. */
  List<String> problems() {
    return problems;
  }

  /**
   * What it says; nothing to be used if anything is wrong.
   *
   * @param usualBank what the bank is called, if it does not say
   */
  LayoutFile layout(String usualBank) {
    Set<String> unknown = new TreeSet<>();
    json.fieldNames().forEachRemaining(unknown::add);
    OF_CSV.forEach(unknown::remove);
    unknown.removeAll(OF_ALL);
    unknown.forEach(name -> problems.add("no layout has a \"%s\"".formatted(name)));
    CsvForm csv = OF_CSV.stream().anyMatch(json::has) ? csv() : null;
    NumberForm numbers = numbers();
    Map<SettlementField, String> columns = fields("columns");
    Map<SettlementField, String> constants = fields("constants");
    for (SettlementField field : SettlementField.values()) {
      if (field.needed() && !columns.containsKey(field) && !constants.containsKey(field)) {
        problems.add("neither \"columns\" nor \"constants\" has " + field.word());
      }
      if (columns.containsKey(field) && constants.containsKey(field)) {
        problems.add("both \"columns\" and \"constants\" have " + field.word());
      }
    }
    boolean byKind = oneOf("amounts", "signed", "signed_by_kind").equals("signed_by_kind");
    if (byKind && columns.containsKey(SettlementField.DEBIT)) {
      problems.add("\"amounts\" are not signed_by_kind where debit has a column of its own");
    }
    return new LayoutFile(
        csv,
        new SettlementLayout(
            json.has("bank") ? text("bank") : usualBank,
            columns,
            constants,
            numbers,
            dates(),
            kinds(),
            byKind,
            oneOf("fees", "positive", "negative").equals("negative")));
  }

  private CsvForm csv() {
    String separator = mark("separator");
    String quote = mark("quote");
    if (separator.equals(quote) && !separator.equals(WRONG_MARK)) {
      problems.add("\"separator\" and \"quote\" are the same mark");
    }
    JsonNode above = json.path("lines_above");
    if (!above.canConvertToInt() || !above.isIntegralNumber() || above.intValue() < 0) {
      problems.add("\"lines_above\" wants a number from 0 up");
    }
    return new CsvForm(encoding(), separator.charAt(0), quote.charAt(0), above.asInt());
  }

  private NumberForm numbers() {
    String decimal = mark("decimal");
    String thousands = json.path("thousands").asText("?").isEmpty() ? "" : mark("thousands");
    if (decimal.equals(thousands) && !decimal.equals(WRONG_MARK)) {
      problems.add("\"decimal\" and \"thousands\" are the same mark");
    }
    return new NumberForm(decimal, thousands);
  }

  /** A pattern is good if a day can be read that was written by it. */
  private DateTimeFormatter dates() {
    try {
      DateTimeFormatter dates =
          new DateTimeFormatterBuilder()
              .appendPattern(text("date"))
              .parseDefaulting(ChronoField.ERA, IsoEra.CE.getValue()) // so that yyyy is a year too
              .toFormatter(Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
      dates.parse(ANY_DAY.format(dates), LocalDate::from);
      return dates;
    } catch (IllegalArgumentException | DateTimeException wrong) {
      problems.add("\"date\" wants a pattern of a day such as dd.MM.yyyy: " + wrong.getMessage());
      return DateTimeFormatter.ISO_LOCAL_DATE;
    }
  }

  private Charset encoding() {
    String name = text("encoding");
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException unknown) {
      problems.add("\"encoding\" wants one such as UTF-8 or windows-1252, not '" + name + "'");
      return StandardCharsets.UTF_8;
    }
  }

  private String text(String name) {
    JsonNode text = json.path(name);
    if (!text.isTextual() || text.textValue().isBlank()) {
      problems.add("\"" + name + "\" wants a text");
      return "";
    }
    return text.textValue();
  }

  private String mark(String name) {
    String text = json.path(name).asText();
    boolean one = text.length() == 1;
    if (!one || Character.isLetterOrDigit(text.charAt(0)) || "+-\r\n".contains(text)) {
      problems.add(
          "\"%s\" wants one character that is no letter, digit, sign or line end%s"
              .formatted(name, name.equals("thousands") ? ", or \"\" for none" : ""));
      return WRONG_MARK;
    }
    return text;
  }

  private String oneOf(String name, String... words) {
    String text = json.path(name).asText();
    if (!List.of(words).contains(text)) {
      problems.add("\"%s\" wants one of %s".formatted(name, String.join(", ", words)));
    }
    return text;
  }

  private Map<SettlementField, String> fields(String name) {
    Map<SettlementField, String> found = new EnumMap<>(SettlementField.class);
    texts(name)
        .forEach(
            (word, text) ->
                named(word, SettlementField.values(), SettlementField::word)
                    .ifPresent(field -> found.put(field, text)));
    return found;
  }

  private Map<String, SettlementKind> kinds() {
    Map<String, SettlementKind> found = new HashMap<>();
    texts("kinds")
        .forEach(
            (text, word) ->
                named(word, SettlementKind.values(), SettlementKind::name)
                    .ifPresent(kind -> found.put(text, kind)));
    if (json.path("kinds").isEmpty()) {
      problems.add("\"kinds\" says nothing of what the texts in the column of the kind mean");
    }
    return found;
  }

  private <E> Optional<E> named(String word, E[] all, Function<E, String> name) {
    Optional<E> found = Stream.of(all).filter(each -> name.apply(each).equals(word)).findFirst();
    if (found.isEmpty()) {
      problems.add(
          "'%s' is none of %s".formatted(word, Stream.of(all).map(name).collect(joining(", "))));
    }
    return found;
  }

  /** The texts of an object, by their names; none if it is not there. */
  private Map<String, String> texts(String name) {
    Map<String, String> texts = new HashMap<>();
    JsonNode object = json.path(name);
    if (!object.isMissingNode() && !object.isObject()) {
      problems.add("\"" + name + "\" wants an object of texts");
    }
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (entry.getValue().isTextual() && !entry.getValue().textValue().isEmpty()) {
        texts.put(entry.getKey(), entry.getValue().textValue());
      } else {
        problems.add("\"%s\" wants a text for '%s'".formatted(name, entry.getKey()));
      }
    }
    return texts;
  }
}
