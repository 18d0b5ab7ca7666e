package dev.tideline.datasets.foodmart;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The tables of FoodMart: JSON objects one after the other, on the class path. */
final class Table {

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * A row of a table.
   *
   * @param fields the texts of its fields, numbers as they are written there; nulls are left out
   */
  record Row(Map<String, String> fields) {

    /**
     * The text of a field.
     *
     * @throws IllegalStateException if the row has none
     */
    String text(String field) {
      String text = fields.get(field);
      if (text == null) {
        throw new IllegalStateException("a row of FoodMart has no " + field);
      }
      return text;
    }

    /** The whole number in a field. */
    int number(String field) {
      return Integer.parseInt(text(field));
    }
  }

  private Table() {}

  /** Shows all rows of a table, in the order of the file. */
  static void read(String table, Consumer<Row> visitor) throws IOException {
    String file = "/" + table + ".json";
    try (InputStream in = Table.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new FileNotFoundException("FoodMart's " + file + " is not on the class path");
      }
      try (JsonParser parser = JSON.createParser(in)) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          visitor.accept(row(parser));
        }
      }
    }
  }

  private static Row row(JsonParser parser) throws IOException {
    Map<String, String> fields = new HashMap<>();
    String name;
    while ((name = parser.nextFieldName()) != null) {
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        fields.put(name, parser.getText());
      }
    }
    return new Row(fields);
  }
}
