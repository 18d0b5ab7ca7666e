package dev.tideline.io.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.files.InputException;
import dev.tideline.money.Amount;
import dev.tideline.records.BrokenRecord;
import dev.tideline.settlement.SettlementLine;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two banks that write differently are read by the layouts that are shipped as examples. */
class SettlementFileTest {

  private static final Path BANK = Path.of("..", "testdata", "bank");

  private static final String US_HEADER =
      "Balance Transaction,Type,Source,Credit,Debit,Fee,Available On,Transfer";

  @TempDir private Path folder;

  private static List<String> read(Path file, String layout) throws Exception {
    return read(file, BANK.resolve(layout + ".json"));
  }

  private static List<String> read(Path file, Path layout) throws Exception {
    List<String> lines = new ArrayList<>();
    new SettlementFile(file, LayoutFile.read(layout))
        .read(
            new SettlementFile.EachLine() {
              @Override
              public void take(long number, SettlementLine line) {
                lines.add(
                    "%d %s %s %s %s fee %s %s %s"
                        .formatted(
                            number,
                            line.lineId(),
                            line.paymentId().isEmpty() ? "-" : line.paymentId(),
                            line.kind(),
                            Amount.format(line.amount()),
                            Amount.format(line.fee()),
                            line.currency(),
                            line.settledOn()));
              }

              @Override
              public void broken(long number, BrokenRecord why) {
                lines.add(number + " " + why.getMessage());
              }
            });
    return lines;
  }

  private List<String> refused(String text) throws IOException {
    return refused(Files.writeString(folder.resolve("export.csv"), text));
  }

  private static List<String> refused(Path file) {
    return assertThrows(InputException.class, () -> read(file, "us-processor")).problems();
  }

  @Test
  void aGermanAcquirers() throws Exception {
    assertThat(
        read(BANK.resolve("german-acquirer.csv"), "german-acquirer"),
        contains(
            "1 1001 p1 CAPTURE 1234.5600 fee 12.3500 EUR 2026-03-18",
            "2 1002 p2 CAPTURE 20.0000 fee 0.2000 EUR 2026-03-18",
            "3 1003 p1 REFUND -34.5600 fee -0.3500 EUR 2026-03-18",
            "4 1004 p0 CHARGEBACK -15.0000 fee 7.5000 EUR 2026-03-18",
            "5 1005 - ADJUSTMENT -50.0000 fee 0.0000 EUR 2026-03-18",
            "6 BAD_AMOUNT amount"));
  }

  @Test
  void anAmericanProcessors() throws Exception {
    assertThat(
        read(BANK.resolve("us-processor.csv"), "us-processor"),
        contains(
            "1 txn_1 p1 CAPTURE 1000.5000 fee 29.3100 USD 2026-03-19",
            "2 txn_2 p1 REFUND -100.0000 fee 0.0000 USD 2026-03-19",
            "3 txn_3 - FEE -4.2000 fee 0.0000 USD 2026-03-19"));
  }

  @Test
  void aFileOfAnotherLayoutIsRefused() throws Exception {
    assertThat(
        refused("id,amount\n1,2\n"),
        contains(containsString("its header has no Available On, Balance Transaction, Credit")));
    assertThat(
        refused(US_HEADER + ",Credit\n"), contains(containsString("the column Credit twice")));
  }

  @Test
  void anEmptyFileIsRefusedButADayWithoutLinesIsNone() throws Exception {
    assertThat(refused(""), contains(containsString("is empty")));
    assertThat(
        read(Files.writeString(folder.resolve("none.csv"), US_HEADER), "us-processor"),
        is(empty()));
    Path tooShort = Files.writeString(folder.resolve("short.csv"), "one line\n");
    assertThat(
        "no more than what stands above the header",
        assertThrows(InputException.class, () -> read(tooShort, "german-acquirer")).problems(),
        contains(containsString("is empty")));
  }

  @Test
  void columnsThatNobodyAsksForMayBeAnything() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("export.csv"),
            US_HEADER + ",x,x,\ntxn_1,charge,p1,1,,0,03/19/2026,po_1,a,b,\n");
    assertThat(
        read(file, "us-processor"),
        contains("1 txn_1 p1 CAPTURE 1.0000 fee 0.0000 USD 2026-03-19"));
  }

  @Test
  void aFileThatBreaksOffIsRefused() throws Exception {
    String whole = Files.readString(BANK.resolve("us-processor.csv"), UTF_8);
    assertThat(
        refused(whole.substring(0, whole.indexOf("in two"))),
        contains(containsString("breaks off")));
    assertThat(
        refused(whole.substring(0, whole.indexOf("Source")) + "\"Sou"),
        contains(containsString("breaks off")));
    Path cut =
        Files.writeString(folder.resolve("cut.csv"), whole.substring(0, whole.indexOf(",4.2")));
    assertThat(
        "within a line, whose fields are too few",
        read(cut, "us-processor").get(2),
        containsString("NOT_CSV"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "windows-1252"})
  void anEncodingIsDeclared(String encoding) throws Exception {
    String marked = Files.readString(BANK.resolve("us-processor.csv"), UTF_8);
    String text = encoding.matches("UTF-(8|16..)") ? marked : marked.substring(1);
    Path file = folder.resolve("export.csv");
    Files.write(file, text.getBytes(Charset.forName(encoding)));
    Path layout =
        Files.writeString(
            folder.resolve("layout.json"),
            Files.readString(BANK.resolve("us-processor.json")).replace("UTF-8", encoding));
    assertThat(
        read(file, layout),
        contains(containsString("txn_1"), containsString("txn_2"), containsString("txn_3")));
  }

  @Test
  void anotherEncodingIsRefused() throws Exception {
    Path file = folder.resolve("export.csv");
    String text =
        Files.readString(BANK.resolve("us-processor.csv"), UTF_8).replace("Order", "Größe");
    Files.write(file, text.substring(1).getBytes(Charset.forName("windows-1252")));
    assertThat(refused(file), contains(containsString("is not written in UTF-8")));
  }

  @Test
  void theSameLayoutReadsParquet() throws Exception {
    Path file = folder.resolve("export.parquet");
    duckDb(
        """
        COPY (SELECT 1001 AS "Buchungsnummer", 'p1' AS "Referenz", NULL::VARCHAR AS "Filiale",
          'Gutschrift' AS "Vorgang", amount AS "Betrag", 0.35::DECIMAL(38, 2) AS "Gebühr",
          'EUR' AS "Währung", 1.0850::DECIMAL(9, 4) AS "Kurs", DATE '2026-03-18' AS "Wertstellung",
          'A7' AS "Auszahlung", [1, 2] AS "sonst noch"
          FROM (VALUES (1234.56::DECIMAL(18, 2)), (0.5), (-1), (NULL)) AS amounts(amount))
        TO '%s' (FORMAT PARQUET)"""
            .formatted(file));
    assertThat(
        read(file, "german-acquirer"),
        contains(
            "1 1001 p1 REFUND -1234.5600 fee -0.3500 EUR 2026-03-18",
            "2 1001 p1 REFUND -0.5000 fee -0.3500 EUR 2026-03-18",
            "3 NEGATIVE_AMOUNT amount",
            "4 MISSING_FIELD amount"));

    assertThat(refused(file), contains(containsString("its header has no Available On")));
  }

  @Test
  void parquetThatHasMoneyAsDoublesOrIsNoneIsRefused() throws Exception {
    Path file = folder.resolve("export.parquet");
    duckDb(
        """
        COPY (SELECT '1' AS "Balance Transaction", 'charge' AS "Type", 'p1' AS "Source",
          1.5::DOUBLE AS "Credit", 0 AS "Debit", 0 AS "Fee", '03/19/2026' AS "Available On",
          'po_1' AS "Transfer") TO '%s' (FORMAT PARQUET)"""
            .formatted(file));
    assertThat(refused(file), contains(containsString("the column Credit has neither texts")));
    Files.writeString(file, US_HEADER);
    assertThat(refused(file), contains(containsString("can't be read as Parquet")));
  }

  private static void duckDb(String statement) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = database.createStatement()) {
      sql.execute(statement);
    }
  }

  @Test
  void allThatIsWrongWithALayoutIsNamed() throws Exception {
    assertThat(
        wrong(
            """
            {"encoding":"latin-99","separator":";;","quote":"\\"","lines_above":-1,
             "decimal":",","thousands":",","date":"dd.MM.bbbb","amounts":"maybe",
             "fees":"positive","colums":{},"columns":{"line_id":"id","sum":"x","rate":5},
             "constants":{"line_id":"1"},"kinds":{"a":"SALE"}}"""),
        contains(
            endsWith("no layout has a \"colums\""),
            containsString("\"separator\" wants one character"),
            endsWith("\"lines_above\" wants a number from 0 up"),
            containsString("\"encoding\" wants one such as UTF-8"),
            endsWith("\"decimal\" and \"thousands\" are the same mark"),
            endsWith("\"columns\" wants a text for 'rate'"),
            containsString("'sum' is none of line_id, payment_id, "),
            endsWith("both \"columns\" and \"constants\" have line_id"),
            endsWith("neither \"columns\" nor \"constants\" has kind"),
            endsWith("neither \"columns\" nor \"constants\" has amount"),
            endsWith("neither \"columns\" nor \"constants\" has currency"),
            endsWith("neither \"columns\" nor \"constants\" has settled_on"),
            endsWith("\"amounts\" wants one of signed, signed_by_kind"),
            containsString("\"date\" wants a pattern of a day"),
            containsString("'SALE' is none of CAPTURE, REFUND, ")));
  }

  @Test
  void aBankIsCalledAsItsLayoutSaysOrAsTheFileOfThatIs() throws Exception {
    assertThat(
        LayoutFile.read(BANK.resolve("us-processor.json")).layout().bank(), is("us-processor"));
    String text = Files.readString(BANK.resolve("us-processor.json"));
    Path named =
        Files.writeString(
            folder.resolve("parquet.json"), text.replaceFirst("\\{", "{\"bank\": \"Acquirer\","));
    assertThat(LayoutFile.read(named).layout().bank(), is("Acquirer"));
    assertThat(
        wrong(text.replaceFirst("\\{", "{\"bank\": \" \",")),
        contains(containsString("\"bank\" wants a text")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|is no JSON object",
        "[]|is no JSON object",
        "{|is no JSON: ",
        "{} {}|is no JSON: ",
        "{\"date\":\"a\",\"date\":\"b\"}|is no JSON: ",
      })
  void aLayoutIsOneJsonObject(String text, String problem) throws Exception {
    assertThat(wrong(text), contains(containsString(problem)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"lines_above\": 0|\"lines_above\": \"3\"|\"lines_above\" wants a number from 0 up",
        "\"lines_above\": 0|\"lines_above\": 1.5|\"lines_above\" wants a number from 0 up",
        "\"separator\": \",\"|\"separator\": \"'\"|",
        "\"separator\": \",\"|\"separator\": \"-\"|\"separator\" wants one character",
        "\"quote\": \"\\\"\"|\"quote\": \",\"|\"separator\" and \"quote\" are the same mark",
        "MM/dd/uuuu|MM/dd/yyyy|",
        "MM/dd/uuuu|dd-MMM-yy|",
        "MM/dd/uuuu|MM/dd|\"date\" wants a pattern of a day",
        "MM/dd/uuuu|MM/dd/uuuu HH:mm|\"date\" wants a pattern of a day",
        "\"amounts\": \"signed\"|\"amounts\": \"signed_by_kind\"|\"amounts\" are not signed_by_kind",
      })
  void aLayoutWithOneThingChanged(String from, String to, String problem) throws Exception {
    String good = Files.readString(BANK.resolve("us-processor.json"));
    assertThat("the test itself", good, containsString(from));
    Path file = Files.writeString(folder.resolve("layout.json"), good.replace(from, to));
    if (problem == null) {
      LayoutFile.read(file);
    } else {
      assertThat(wrong(good.replace(from, to)), contains(containsString(problem)));
    }
  }

  private List<String> wrong(String layout) throws IOException {
    Path file = Files.writeString(folder.resolve("layout.json"), layout);
    return assertThrows(InputException.class, () -> LayoutFile.read(file)).problems();
  }
}
