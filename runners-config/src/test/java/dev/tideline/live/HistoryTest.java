package dev.tideline.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.tideline.command.Command;
import dev.tideline.dashboard.DashboardRow;
import dev.tideline.ops.stability.FraudHindsightMain;
import dev.tideline.pipelines.OpsDashboardMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stream has published, and what it would have decided, on the runner this build is for. */
@Tag("exhaustive")
class HistoryTest {

  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final Path FRESHMART = TESTDATA.resolve("freshmart");

  /** The columns of a row, but for its version. */
  private static final String COLUMNS =
      String.join(
          ", ", DashboardRow.FORMAT.columns().stream().map(each -> quoted(each.name())).toList());

  /** Of each row the version with which its history ends. */
  private static final String LAST =
      """
      SELECT DISTINCT %s, version FROM ops_dashboard_history AS h WHERE version =
        (SELECT MAX(version) FROM ops_dashboard_history
         WHERE store_id = h.store_id AND window_end = h.window_end)
      """
          .formatted(COLUMNS);

  @TempDir private Path home;

  @Test
  void theHistoryOfEachRowEndsWithTheRow() throws Exception {
    Path output = home.resolve("live");
    play(output, "ingest");
    List<String> before = select(output, "SELECT * FROM ops_dashboard_history");
    play(output, "ingest"); // begun anew on the same tables

    List<String> rows =
        select(output, "SELECT " + COLUMNS + ", version FROM ops_dashboard ORDER BY 1, 2");
    assertThat(rows.size(), is(greaterThan(0)));
    assertThat(select(output, LAST + " ORDER BY 1, 2"), is(rows));
    List<String> after = select(output, "SELECT * FROM ops_dashboard_history");
    before.removeAll(after);
    assertThat("what was first shown stays", before, is(empty()));
    assertThat(
        select(output, "SELECT DISTINCT timing FROM ops_dashboard_history"), hasItem("ON_TIME"));
  }

  @Test
  void decisionsInHindsight() throws Exception {
    List<String> options =
        List.of(
            "--input", FRESHMART.toString(),
            "--output", home.resolve("hindsight").toString(),
            "--card-key", TESTDATA.resolve("card.key").toString(),
            "--threshold", "4");
    try (Command batch = Command.batch(FraudHindsightMain.class, home.resolve("batch"), options)) {
      assertThat(
          batch.succeeds().stream().filter(line -> line.startsWith("TOTAL ")).toList(),
          contains(
              "TOTAL decisions=10 flagged_at_arrival=4 flagged_in_perfect_order=5 differing=1"
                  + " amount_differing=20.0000 currency=EUR",
              "TOTAL decisions=3 flagged_at_arrival=0 flagged_in_perfect_order=3 differing=3"
                  + " amount_differing=5997.0000 currency=JPY",
              "TOTAL decisions=1 flagged_at_arrival=1 flagged_in_perfect_order=1 differing=0"
                  + " amount_differing=0.0000 currency=USD"));
    }
  }

  private void play(Path output, String order) throws Exception {
    Path log = Files.createTempDirectory(home, "stream");
    List<String> options =
        List.of(
            "--input",
            FRESHMART.toString(),
            "--output",
            output.toString(),
            "--order",
            order,
            "--history");
    try (Command stream = Command.stream(OpsDashboardMain.class, log, options)) {
      stream.succeeds();
    }
  }

  private static List<String> select(Path output, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + output.resolve("tideline.db"));
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(found.getString(i));
        }
        rows.add(String.join(", ", row));
      }
    }
    return rows;
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }
}
