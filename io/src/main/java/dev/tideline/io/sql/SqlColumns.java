package dev.tideline.io.sql;

import dev.tideline.json.Timestamps;
import dev.tideline.row.RowFormat.Column;
import dev.tideline.row.RowFormat.Kind;
import dev.tideline.row.RowFormat.LongColumn;
import dev.tideline.row.RowFormat.LongOf;
import dev.tideline.row.RowFormat.TextColumn;
import dev.tideline.row.RowFormat.TextOf;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.SerializableFunction;

/** The columns of rows as a database can hold them. */
public final class SqlColumns {

  /** The column of the version. */
  public static final String VERSION = "version";

  private SqlColumns() {}

  /** The same columns, times and days as text. */
  public static <R> List<Column<R>> stored(List<Column<R>> columns) {
    return columns.stream().map(SqlColumns::stored).toList();
  }

  private static <R> Column<R> stored(Column<R> column) {
    if (column instanceof LongColumn<R> number) {
      LongOf<R> value = number.value();
      return switch (number.kind()) {
        case WHOLE, DECIMAL -> number;
        case TIME -> new TextColumn<>(number.name(), row -> Timestamps.format(value.of(row)));
        case DAY ->
            new TextColumn<>(number.name(), row -> LocalDate.ofEpochDay(value.of(row)).toString());
      };
    }
    TextOf<R> text = ((TextColumn<R>) column).value();
    return new TextColumn<>(column.name(), row -> StoredText.of(text.of(row)));
  }

  /** The same columns of a row that is part of something. */
  public static <E, R> List<Column<E>> ofPart(
      List<Column<R>> columns, SerializableFunction<E, R> part) {
    return columns.stream().map(column -> ofPart(column, part)).toList();
  }

  private static <E, R> Column<E> ofPart(Column<R> column, SerializableFunction<E, R> part) {
    if (column instanceof LongColumn<R> number) {
      LongOf<R> value = number.value();
      return new LongColumn<>(number.name(), number.kind(), whole -> value.of(part.apply(whole)));
    }
    TextOf<R> text = ((TextColumn<R>) column).value();
    return new TextColumn<>(column.name(), whole -> text.of(part.apply(whole)));
  }

  /** The same columns, and the version after all others. */
  public static <R> List<Column<R>> versioned(List<Column<R>> columns, LongOf<R> version) {
    List<Column<R>> more = new ArrayList<>(columns);
    more.add(new LongColumn<>(VERSION, Kind.WHOLE, version));
    return more;
  }

  /** The type of a column, in SQL. */
  static String typeOf(Column<?> column) {
    return column instanceof LongColumn ? "BIGINT" : "TEXT";
  }

  /** The columns of a table that is there, by name, with their types; empty if there is none. */
  static Map<String, String> found(Connection connection, String table) throws SQLException {
    Map<String, String> found = new TreeMap<>();
    try (ResultSet columns =
        connection.getMetaData().getColumns(null, connection.getSchema(), table, null)) {
      while (columns.next()) {
        if (columns.getString("TABLE_NAME").equals(table)) { // the name is a pattern to the driver
          String type = columns.getString("TYPE_NAME").toUpperCase(Locale.ROOT);
          found.put(columns.getString("COLUMN_NAME"), type.equals("INT8") ? "BIGINT" : type);
        }
      }
    }
    return found;
  }
}
