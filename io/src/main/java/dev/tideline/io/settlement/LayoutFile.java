package dev.tideline.io.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.io.files.InputException;
import dev.tideline.settlement.NumberForm;
import dev.tideline.settlement.SettlementField;
import dev.tideline.settlement.SettlementKind;
import dev.tideline.settlement.SettlementLayout;
import dev.tideline.settlement.SettlementParser;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A small file that says how a bank writes its settlement files, so that an export is read without
 * code. Nothing in it has a default where a bank's usage could be mistaken for another's.
 *
 * @param csv how the file is written
 * @param layout where its fields are found
 */
public record LayoutFile(CsvForm csv, SettlementLayout layout) {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> FIELDS =
      Set.of(
          "encoding", "separator", "quote", "lines_above", "decimal", "thousands", "date",
          "columns", "constants", "kinds", "amounts", "fees");

  /**
   * Reads one.
   *
   * @throws InputException naming everything that is wrong with it
   */
  public static LayoutFile read(Path file) throws InputException {
    JsonNode json;
    try {
      json = JSON.readTree(Files.readString(file));
    } catch (IOException unreadable) {
      throw new InputException(file + " can't be read as a layout: " + unreadable.getMessage());
    }
    Reading reading = new Reading(json);
    LayoutFile layout = reading.layout();
    InputException.throwIfAny(
        reading.problems.stream().map(problem -> file + ": " + problem).toList());
    return layout;
  }

  private static final class Reading {
    private final JsonNode json;
    private final List<String> problems = new ArrayList<>();

    Reading(JsonNode json) {
      this.json = json;
    }

    LayoutFile layout() {
      Set<String> unknown = new TreeSet<>();
      json.fieldNames().forEachRemaining(unknown::add);
      unknown.removeAll(FIELDS);
      unknown.forEach(name -> problems.add("no layout has a \"%s\"".formatted(name)));
      CsvForm csv =
          new CsvForm(
              encoding(),
              mark("separator", false).charAt(0),
              mark("quote", false).charAt(0),
              json.path("lines_above").asInt());
      NumberForm numbers = new NumberForm(mark("decimal", false), mark("thousands", true));
      if (numbers.decimal().equals(numbers.thousands())) {
        problems.add("\"decimal\" and \"thousands\" are the same mark");
      }
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
      SettlementLayout layout =
          new SettlementLayout(
              columns,
              constants,
              numbers,
              text("date"),
              kinds(),
              oneOf("amounts", "signed", "signed_by_kind").equals("signed_by_kind"),
              oneOf("fees", "positive", "negative").equals("negative"));
      checkDates(layout);
      return new LayoutFile(csv, layout);
    }

    private void checkDates(SettlementLayout layout) {
      try {
        new SettlementParser(layout);
      } catch (IllegalArgumentException wrong) {
        problems.add("\"date\" is no form of a day: " + wrong.getMessage());
      }
    }

    private Charset encoding() {
      String name = text("encoding");
      try {
        return Charset.forName(name);
      } catch (IllegalArgumentException unknown) {
        problems.add("\"encoding\" wants one such as UTF-8 or windows-1252, not '" + name + "'");
        return Charset.defaultCharset();
      }
    }

    private String text(String name) {
      String text = json.path(name).asText();
      if (text.isEmpty()) {
        problems.add("\"" + name + "\" is missing");
      }
      return text;
    }

    /** A single character; or none, where that may be. */
    private String mark(String name, boolean none) {
      String text = json.path(name).asText();
      boolean said = json.has(name);
      if (!said || text.length() > 1 || (text.isEmpty() && !none)) {
        problems.add(
            "\"%s\" wants one character%s".formatted(name, none ? ", or \"\" for none" : ""));
        return "?";
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
      for (Map.Entry<String, JsonNode> entry : json.path(name).properties()) {
        Arrays.stream(SettlementField.values())
            .filter(field -> field.word().equals(entry.getKey()))
            .findFirst()
            .ifPresentOrElse(
                field -> found.put(field, entry.getValue().asText()),
                () -> problems.add("no field is called '%s'".formatted(entry.getKey())));
      }
      return found;
    }

    private Map<String, SettlementKind> kinds() {
      Map<String, SettlementKind> kinds = new HashMap<>();
      for (Map.Entry<String, JsonNode> entry : json.path("kinds").properties()) {
        String kind = entry.getValue().asText();
        Arrays.stream(SettlementKind.values())
            .filter(each -> each.name().equals(kind))
            .findFirst()
            .ifPresentOrElse(
                each -> kinds.put(entry.getKey(), each),
                () ->
                    problems.add(
                        "'%s' is none of %s"
                            .formatted(
                                kind,
                                Arrays.stream(SettlementKind.values())
                                    .map(Enum::name)
                                    .collect(Collectors.joining(", ")))));
      }
      if (kinds.isEmpty()) {
        problems.add("\"kinds\" says nothing of what the texts in the column of the kind mean");
      }
      return kinds;
    }
  }
}
