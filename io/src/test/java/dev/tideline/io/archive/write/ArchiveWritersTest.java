package dev.tideline.io.archive.write;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.tideline.io.archive.ArchivePart;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.Payment;
import dev.tideline.records.RecordLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the archive, read by somebody else: DuckDB. */
class ArchiveWritersTest {

  private static final RecordLocation NOWHERE = RecordLocation.inFile("", 0);
  private static final OrderLine TEA = new OrderLine("tea", "Beverages", 2, 71_000, 40_001);
  private static final OrderLine RYE = new OrderLine("rye", "Bakery", 1, 39_900, 20_000);
  private static final Payment PAID =
      new Payment(
          "p1",
          "o1",
          new CardToken(1, -2),
          "S1",
          "adyen",
          110_900,
          "EUR",
          1_000,
          2_000,
          0,
          NOWHERE);

  private static final ArchivePart PART = new ArchivePart("tests", 0);

  @TempDir Path folder;

  @Test
  void anOrderEventComesBackWithItsLines() throws IOException, SQLException {
    Path file = folder.resolve("orders.parquet");
    try (OrderArchiveWriter out = OrderArchiveWriter.at(file, PART)) {
      out.write(event("o1P", OrderType.PLACED, List.of(TEA, RYE)));
      out.write(event("o1F", OrderType.FULFILLED, List.of()));
      out.write(event("o1X", OrderType.PLACED, List.of(RYE)), "PICKED_UP");
      out.complete();
    }
    assertThat(
        rows(
            "SELECT event_id, order_id, type, store_id, epoch_ms(event_time),"
                + " epoch_ms(placed_at), currency, epoch_ms(ingest_time), copy, len(lines) FROM",
            file),
        contains(
            "o1P o1 PLACED S1 1000 900 EUR 2000 0 2",
            "o1F o1 FULFILLED S1 1000 900 EUR 2000 0 0",
            "o1X o1 PICKED_UP S1 1000 900 EUR 2000 0 1"));
    assertThat(
        rows("SELECT l.* FROM (SELECT unnest(lines) AS l FROM ", file, ")"),
        contains(
            "tea Beverages 2 7.1000 4.0001",
            "rye Bakery 1 3.9900 2.0000",
            "rye Bakery 1 3.9900 2.0000"));
  }

  @Test
  void aPaymentComesBackWithItsToken() throws IOException, SQLException {
    Path file = folder.resolve("payments.parquet");
    try (PaymentArchiveWriter out = PaymentArchiveWriter.at(file, PART)) {
      out.write(PAID);
      out.complete();
    }
    assertThat(
        rows(
            "SELECT payment_id, order_id, lower(hex(card_token)), store_id, gateway, amount,"
                + " currency, epoch_ms(event_time), epoch_ms(ingest_time), copy FROM",
            file),
        contains("p1 o1 " + PAID.card() + " S1 adyen 11.0900 EUR 1000 2000 0"));
  }

  @Test
  void filesWrittenSideBySideKeepTheirOwnDictionaries() throws IOException, SQLException {
    Path orders = folder.resolve("orders.parquet");
    try (OrderArchiveWriter out = OrderArchiveWriter.at(orders, PART);
        PaymentArchiveWriter other =
            PaymentArchiveWriter.at(folder.resolve("other.parquet"), PART)) {
      for (int i = 0; i <= ColumnFile.ROWS_PER_GROUP; i++) {
        out.write(event("o" + i, OrderType.FULFILLED, List.of()));
      }
      other.write(PAID);
      other.complete();
      out.complete();
    }
    assertThat(
        rows(
            "SELECT row_group_id, row_group_num_rows, dictionary_page_offset IS NULL"
                + " FROM parquet_metadata('"
                + orders
                + "')"
                + " WHERE path_in_schema = 'placed_at' ORDER BY 1"),
        contains("0 " + ColumnFile.ROWS_PER_GROUP + " true", "1 1 true"));
  }

  @Test
  void aFileThatIsNotCompletedNeverAppears() throws IOException {
    Path file = folder.resolve("orders.parquet");
    try (OrderArchiveWriter out = OrderArchiveWriter.at(file, PART)) {
      out.write(event("o1P", OrderType.PLACED, List.of(TEA)));
      assertThat(Files.exists(file), is(false));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.toList(), empty());
    }
  }

  private static OrderEvent event(String id, OrderType type, List<OrderLine> lines) {
    return new OrderEvent(id, "o1", type, "S1", 1_000, 900, "EUR", lines, 2_000, 0, NOWHERE);
  }

  private static List<String> rows(String select, Path file, String... rest) throws SQLException {
    return rows(select + " read_parquet('" + file + "')" + String.join("", rest));
  }

  private static List<String> rows(String question) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement();
        ResultSet found = statement.executeQuery(question)) {
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(found.getString(i));
        }
        rows.add(String.join(" ", row));
      }
    }
    return rows;
  }
}
