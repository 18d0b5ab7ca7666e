package dev.tideline.datasets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.datasets.DataSets.Ended;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** FoodMart, converted by the real command and read by somebody else's SQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoodMartTest {

  private Path set;
  private Ended ended;
  private Sql sql;

  @BeforeAll
  void convert(@TempDir Path folder) throws SQLException {
    set = folder;
    ended = DataSets.run(new FoodMart(), "--output", folder.toString());
    sql = Sql.over(folder, "orders");
  }

  @Test
  void theCommandSaysTheTotalsOfBothYears() {
    assertThat(ended.err(), ended.code(), is(0));
    assertThat(
        ended.out(),
        containsString("1997 lines=86837 revenue=565238.1300 cost=225627.2336 units=266773"));
    assertThat(
        ended.out(),
        containsString("1998 lines=164558 revenue=1079147.4700 cost=432565.7289 units=509987"));
  }

  @Test
  void theyAreWrittenDownBesideTheArchive() throws IOException {
    JsonNode truth = DataSets.truth(set);
    assertThat(truth.at("/1997/lines").longValue(), is(86_837L));
    assertThat(truth.at("/1998/revenue").decimalValue(), is(new BigDecimal("1079147.4700")));
  }

  @Test
  void theArchiveHoldsThemToTheLastDigit() throws SQLException {
    String lines = "(SELECT unnest(lines) AS l FROM orders)";
    assertThat(sql.number("SELECT count(*) FROM " + lines), is(86_837L + 164_558L));
    assertThat(
        sql.decimal("SELECT sum(l.amount) FROM " + lines),
        is(new BigDecimal("565238.1300").add(new BigDecimal("1079147.4700"))));
    assertThat(
        sql.decimal("SELECT sum(l.cost) FROM " + lines),
        is(new BigDecimal("225627.2336").add(new BigDecimal("432565.7289"))));
    assertThat(sql.number("SELECT sum(l.quantity) FROM " + lines), is(266_773L + 509_987L));
  }

  @Test
  void oneYearCanBeHadByItself(@TempDir Path folder) throws IOException {
    Ended one = DataSets.run(new FoodMart(), "--year", "1997", "--output", folder.toString());

    assertThat(
        one.out().strip(),
        is("1997 lines=86837 revenue=565238.1300 cost=225627.2336 units=266773"));
    assertThat(DataSets.truth(folder).size(), is(1));
  }

  @Test
  void aYearThatIsNotThereIsReported(@TempDir Path folder) {
    Ended none = DataSets.run(new FoodMart(), "--year", "1999", "--output", folder.toString());

    assertThat(none.code(), is(2));
    assertThat(none.err(), containsString("--year wants one of [1997, 1998], not 1999"));
  }

  @Test
  void whatACustomerBoughtInAStoreOnADayIsOneOrder() throws SQLException {
    assertThat(sql.number("SELECT count(*) FROM orders"), is(20_530L + 34_070L));
    assertThat(sql.number("SELECT count(DISTINCT event_id) FROM orders"), is(20_530L + 34_070L));
  }

  @Test
  void theStoresAreOpenFromEightToTen() throws SQLException {
    String ofDay =
        "SELECT (event_time AT TIME ZONE s.time_zone)::TIME FROM orders JOIN stores s"
            + " USING (store_id)";
    assertThat(sql.texts("SELECT min(hour(t)) FROM (" + ofDay + ") x(t)").get(0), is("8"));
    assertThat(sql.texts("SELECT max(hour(t)) FROM (" + ofDay + ") x(t)").get(0), is("21"));
  }
}
