package dev.tideline.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Makes a mess of a data set with a bank, in place, always the same for a seed. */
final class Scramble {

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
      for (String file : sql.texts("SELECT DISTINCT filename FROM scrambled_rows")) {
        sql.execute(
            """
            COPY (
              SELECT line_id, payment_id, store_id, kind, amount, fee, currency, rate, settled_on,
                payout_id, reverses
              FROM scrambled_rows WHERE filename = '%1$s' ORDER BY place) TO '%1$s' (HEADER)
            """
                .formatted(file));
      }
    }
  }
}
