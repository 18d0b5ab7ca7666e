package dev.tideline.io.answer;

import dev.tideline.io.sort.SortedTexts;
import dev.tideline.io.sql.Database;
import dev.tideline.io.sql.SqlColumns;
import dev.tideline.io.sql.SqlSession;
import dev.tideline.io.sql.SqlTable;
import dev.tideline.io.sql.StoredText;
import dev.tideline.json.JsonText;
import dev.tideline.row.RowFormat;
import dev.tideline.row.RowFormat.Column;
import dev.tideline.row.RowFormat.Kind;
import dev.tideline.row.RowFormat.LongColumn;
import dev.tideline.row.RowFormat.TotalColumn;
import dev.tideline.sum.Total;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the rows of a table as texts, few of which are held at a time.
 *
 * @param database where it is
 * @param table its name
 * @param pipeline whose rows are read of a table that pipelines share; null for all there are
 */
record StoredRows(Database database, String table, String pipeline) {

  private static final int ROWS_AT_A_TIME = 1_000;

  /** What is made of a row. */
  @FunctionalInterface
  interface RowText {
    /** Its text. */
    String of(ResultSet row) throws SQLException;
  }

  /** Hands them over when all are read, sorted by their bytes: reading may have to begin again. */
  void texts(RowText text, SortedTexts.Each each) throws IOException {
    try (SqlSession session = new SqlSession(database, StoredAnswer.PATIENCE);
        SortedTexts sorted =
            session.run("read table " + table, connection -> read(text, connection))) {
      sorted.forEach(each);
    }
  }

  private SortedTexts read(RowText text, Connection connection) throws SQLException, IOException {
    String sql =
        "SELECT * FROM " + SqlTable.quoted(table) + (pipeline == null ? "" : " WHERE pipeline = ?");
    SortedTexts sorted = new SortedTexts();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(ROWS_AT_A_TIME); // without, PostgreSQL's driver holds all of them
      if (pipeline != null) {
        statement.setString(1, pipeline);
      }
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          sorted.add(text.of(found));
        }
      }
      return sorted;
    } catch (SQLException | IOException failure) {
      sorted.close();
      throw failure;
    }
  }

  /** The canonical text of a row, see {@link RowFormat#toJson}. */
  static <R> String json(RowFormat<R> format, ResultSet row) throws SQLException {
    Map<String, Object> values = new TreeMap<>();
    for (Column<R> column : format.columns()) {
      values.put(column.name(), value(column, row));
    }
    return JsonText.object(
        json -> {
          for (Column<R> column : format.columns()) {
            write(column, values.get(column.name()), json);
          }
        });
  }

  private static Object value(Column<?> column, ResultSet row) throws SQLException {
    if (column instanceof TotalColumn) {
      return SqlColumns.total(row, column.name());
    }
    return column instanceof LongColumn<?> number && number.kind() == Kind.WHOLE
        ? (Object) row.getLong(column.name())
        : row.getString(column.name());
  }

  private static void write(Column<?> column, Object value, JsonText json) {
    if (column instanceof LongColumn<?> number) {
      switch (number.kind()) {
        case WHOLE -> json.number(number.name(), (long) value);
        case TIME, DAY -> json.text(number.name(), (String) value);
      }
    } else if (column instanceof TotalColumn<?> total) {
      total.write((Total) value, json);
    } else {
      json.text(column.name(), StoredText.read((String) value));
    }
  }
}
