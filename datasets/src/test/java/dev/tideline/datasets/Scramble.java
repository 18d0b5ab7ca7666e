package dev.tideline.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.io.settlement.BankFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Makes a mess of a data set with a bank, in place, always the same for a seed; also two banks of
 * it, whose ids are told apart by their banks only.
 */
final class Scramble {

  /** The layout of the other bank's files, from the data set. */
  static final String OTHER_BANK = "other.json";

  /** The layout of this bank's. */
  static final String BANK = "bank.json";

  private static final String COLUMNS =
      "payment_id, store_id, kind, amount, fee, currency, rate, settled_on, payout_id, reverses";

  private Scramble() {}

  @SuppressWarnings("try") // the connection is only closed
  static void of(Path set, long seed) throws SQLException, IOException {
    try (Sql sql = Sql.over(set, "payments")) {
      sql.execute("SET TimeZone = 'UTC'");
      sql.execute("SET VARIABLE seed = " + seed);
      sql.execute("CREATE TABLE all_payments AS FROM payments");
      sql.loadBank();
      sql.execute(Sql.script("scramble"));
      for (String file : sql.texts("SELECT DISTINCT filename FROM scrambled_payments")) {
        sql.execute(
            """
            COPY (
              SELECT * EXCLUDE (filename, file_row_number)
              FROM scrambled_payments WHERE filename = '%1$s') TO '%1$s' (FORMAT parquet)
            """
                .formatted(file));
      }
      for (String file : sql.texts("SELECT DISTINCT filename FROM bank_rows")) {
        write(sql, "line_id", "scrambled_rows", file);
      }
      for (String file : sql.texts("SELECT DISTINCT filename FROM other_bank_rows")) {
        write(sql, "id", "other_bank_rows", file);
      }
    }
    String plain = plainLayout();
    Files.writeString(set.resolve(BANK), plain);
    Files.writeString(
        set.resolve(OTHER_BANK),
        plain
            .replace("\"bank\": \"bank\",", "") // so that it is called as the file is
            .replace("\"line_id\": \"line_id\"", "\"line_id\": \"id\""));
  }

  private static void write(Sql sql, String id, String table, String file) throws SQLException {
    sql.execute(
        "COPY (SELECT %s, %s FROM %s WHERE filename = '%s' ORDER BY place) TO '%4$s' (HEADER)"
            .formatted(id, COLUMNS, table, file));
  }

  private static String plainLayout() throws IOException {
    try (InputStream text = BankFiles.class.getResourceAsStream("plain.json")) {
      return new String(text.readAllBytes(), UTF_8);
    }
  }
}
