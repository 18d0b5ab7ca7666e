package dev.tideline.demo.screen;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.tideline.dashboard.DashboardRow;
import dev.tideline.gateway.GatewayRow;
import dev.tideline.io.sql.Database;
import dev.tideline.io.sql.SqlSession;
import dev.tideline.io.sql.SqlTable;
import dev.tideline.json.Timestamps;
import dev.tideline.revenue.RevenueRow;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.List;
import org.joda.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelsTest {

  private static final Duration PATIENCE = Duration.standardSeconds(30);
  private static final long TWO = Timestamps.parse("2026-03-17T14:02:00Z");

  @TempDir private Path folder;
  private SqlSession session;

  @BeforeEach
  void tablesAreEmpty() throws Exception {
    Database database = Database.inFile(folder.resolve("live.db"));
    database.check(
        List.of(
            SqlTable.of(DashboardRow.FORMAT),
            SqlTable.of(RevenueRow.FORMAT),
            SqlTable.of(GatewayRow.FORMAT)),
        PATIENCE);
    session = new SqlSession(database, PATIENCE);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void storesShowTheirHalfHourThatIsOverTheBusiestFirst() throws Exception {
    halfHour("rome", "13:55", 30);
    halfHour("rome", "14:00", 29);
    halfHour("rome", "14:30", 1); // has only begun
    halfHour("oslo", "14:00", 41);
    halfHour("lima", "13:55", 4); // a little behind
    halfHour("kobe", "11:00", 90); // closed since
    halfHour("nice", "14:00", 0); // hands over what was ordered before

    Panel panel = stores(TWO);

    assertThat(
        panel.rows(),
        contains(
            List.of("oslo", "14:00", "41", "12,345.68", "EUR", "2", "3", "6.7", "10.0"),
            List.of("rome", "14:00", "29", "12,345.68", "EUR", "2", "3", "6.7", "10.0"),
            List.of("lima", "13:55", "4", "12,345.68", "EUR", "2", "3", "6.7", "10.0")));
  }

  @Test
  void aPanelFitsIntoAHundredColumns() throws Exception {
    halfHour("a-store-with-a-name", "14:00", 1_234_567);

    Panel panel = stores(TWO);
    String text = panel.text(60, Screen.WIDTH);

    assertThat(text, text.lines().mapToInt(String::length).max().getAsInt() <= 100, is(true));
    assertThat("nothing is left out", text.contains(" p95 min"), is(true));
  }

  @Test
  void revenueIsAddedUpByCurrency() throws Exception {
    revenue("2026-03-17", "rome", "food", "EUR", 10_000_000, 2_500, 6_000_000);
    revenue("2026-03-17", "rome", "toys", "EUR", 5_000, 0, 1_000);
    revenue("2026-03-18", "oslo", "food", "EUR", 5_000, 0, 1_000);
    revenue("2026-03-17", "kobe", "food", "JPY", 999_990_000, 0, 0);

    assertThat(
        session.run("look", Panels::revenue).rows(),
        contains(
            List.of("EUR", "2", "21", "1,001.00", "0.25", "600.20", "400.55"),
            List.of("JPY", "1", "7", "99,999.00", "0.00", "0.00", "99,999.00")));
  }

  @Test
  void gatewaysShowTheirLastFiveMinutesTheWorstFirst() throws Exception {
    gateway("acme", "EUR", "13:55", 0, 700, 0, "SILENT");
    gateway("acme", "EUR", "14:00", 60, 720, 1_000_000, "OK");
    gateway("best", "EUR", "14:00", 0, 12, 0, "SILENT");
    gateway("card", "USD", "14:00", 20, 600, 400_000, "DEGRADED");

    assertThat(
        session.run("look", Panels::gateways).rows(),
        contains(
            List.of("card", "USD", "14:00", "20", "600", "40", "DEGRADED"),
            List.of("best", "EUR", "14:00", "0", "12", "0", "SILENT"),
            List.of("acme", "EUR", "14:00", "60", "720", "100", "OK")));
  }

  @Test
  void aPipelineWithoutAPanelOfItsOwnShowsItsNewestRows() throws Exception {
    gateway("acme", "EUR", "13:55", 1, 1, 0, "OK");
    gateway("acme", "EUR", "14:00", 2, 1, 0, "OK");

    Panel panel =
        session.run("look", connection -> Panels.newest("fifth", GatewayRow.FORMAT, connection));

    assertThat(panel.title(), is("fifth: the newest rows"));
    assertThat(
        panel.rows().get(0),
        is(
            List.of(
                "2026-03-17T14:00:00.000Z", "acme", "EUR", "2", "0.00", "1", "0.00", "0", "OK")));
  }

  private Panel stores(long clock) throws Exception {
    List<String> all = List.of("kobe", "lima", "nice", "oslo", "rome", "a-store-with-a-name");
    return session.run("look", connection -> Panels.stores(connection, all, clock));
  }

  private void halfHour(String store, String end, long orders) throws Exception {
    insert(
        "INSERT INTO ops_dashboard VALUES ('2026-03-17T%s:00.000Z', '%s', 'EUR', %d, 123456789, 0, 2, 0, 3, 399103, 600000, 9, 9)"
            .formatted(end, store, orders));
  }

  private void revenue(
      String day,
      String store,
      String category,
      String currency,
      long revenue,
      long refunds,
      long cost)
      throws Exception {
    insert(
        "INSERT INTO daily_revenue VALUES ('%s', '%s', '%s', '%s', 1, 1, 7, %d, %d, %d, %d, 0, 1, 1)"
            .formatted(
                day, store, category, currency, revenue, refunds, cost, revenue - refunds - cost));
  }

  private void gateway(
      String gateway, String currency, String end, long last, long hour, long ratio, String state)
      throws Exception {
    insert(
        "INSERT INTO gateway_health VALUES ('2026-03-17T%s:00.000Z', '%s', '%s', %d, 0, %d, 0, %d, '%s', 1)"
            .formatted(end, gateway, currency, last, hour, ratio, state));
  }

  private void insert(String sql) throws Exception {
    session.run(
        "insert",
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
          }
        });
  }
}
