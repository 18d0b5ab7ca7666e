package dev.tideline.io.sql;

import dev.tideline.json.Timestamps;
import dev.tideline.row.RowFormat.Column;
import dev.tideline.row.RowFormat.Kind;
import dev.tideline.row.RowFormat.LongColumn;
import dev.tideline.row.RowFormat.LongOf;
import dev.tideline.row.RowFormat.TextColumn;
import dev.tideline.row.RowFormat.TextOf;
import dev.tideline.row.RowFormat.TotalColumn;
import dev.tideline.row.RowFormat.TotalOf;
import dev.tideline.sum.Total;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
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
        case WHOLE -> number;
        case TIME -> new TextColumn<>(number.name(), row -> Timestamps.format(value.of(row)));
        case DAY ->
            new TextColumn<>(number.name(), row -> LocalDate.ofEpochDay(value.of(row)).toString());
      };
    }
    if (column instanceof TotalColumn<R>) {
      return column;
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
    if (column instanceof TotalColumn<R> total) {
      TotalOf<R> value = total.value();
      return new TotalColumn<>(total.name(), total.decimal(), whole -> value.of(part.apply(whole)));
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
    if (column instanceof TotalColumn) {
      return "NUMERIC(38, 0)";
    }
    return column instanceof LongColumn ? "BIGINT" : "TEXT";
  }

  /**
   * A sum as it is handed to a database. SQLite has whole numbers of 64 bits only and would make a
   * double of a larger one, so there that is stored as a blob of its digits.
   */
  static Object stored(Total total, Connection connection) throws SQLException {
    if (total.isLong()) {
      return total.toLong();
    }
    return connection.getMetaData().getDatabaseProductName().equals("SQLite")
        ? total.toString().getBytes(StandardCharsets.US_ASCII)
        : new BigDecimal(total.toBigInteger());
  }

  /** A sum as it was stored, in a row that was read. */
  public static Total total(ResultSet row, String column) throws SQLException {
    return Total.of(new BigInteger(row.getString(column)));
  }

  /** One name for a type that drivers call differently. */
  private static String typeOf(String found) {
    if (found.startsWith("NUMERIC")) {
      return "NUMERIC(38, 0)";
    }
    return found.equals("INT8") ? "BIGINT" : found;
  }

  /** The columns of a table that is there, by name, with their types; empty if there is none. */
  static Map<String, String> found(Connection connection, String table) throws SQLException {
    Map<String, String> found = new TreeMap<>();
    try (ResultSet columns =
        connection.getMetaData().getColumns(null, connection.getSchema(), table, null)) {
      while (columns.next()) {
        if (columns.getString("TABLE_NAME").equals(table)) { // the name is a pattern to the driver
          String type = columns.getString("TYPE_NAME").toUpperCase(Locale.ROOT);
          found.put(columns.getString("COLUMN_NAME"), typeOf(type));
        }
      }
    }
    return found;
  }

  /** The columns by which the rows of a table that is there are keyed, sorted. */
  static List<String> keyFound(Connection connection, String table) throws SQLException {
    List<String> key = new ArrayList<>();
    try (ResultSet columns =
        connection.getMetaData().getPrimaryKeys(null, connection.getSchema(), table)) {
      while (columns.next()) {
        key.add(columns.getString("COLUMN_NAME"));
      }
    }
    return key.stream().sorted().toList();
  }
}
