package dev.tideline.io.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.files.InputException;
import dev.tideline.money.Amount;
import dev.tideline.records.BrokenRecord;
import dev.tideline.settlement.SettlementLine;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two banks that write differently are read by the layouts that are shipped as examples. */
class SettlementFileTest {

  private static final Path BANK = Path.of("..", "testdata", "bank");

  @TempDir private Path folder;

  private static List<String> read(Path file, String layout) throws Exception {
    List<String> lines = new ArrayList<>();
    new SettlementFile(file, LayoutFile.read(BANK.resolve(layout + ".json")))
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
    Path file = Files.writeString(folder.resolve("export.csv"), text);
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
    assertThat(refused(""), contains(containsString("is not in this layout")));
    assertThat(
        refused("id,amount\n1,2\n"),
        contains(containsString("its header has no Available On, Balance Transaction, Credit")));
    assertThat(
        refused("Credit,x,x,Credit\n1,2,3,4\n"), contains(containsString("the column Credit twice")));
  }

  @Test
  void aFileThatBreaksOffIsRefused() throws Exception {
    String whole = Files.readString(BANK.resolve("us-processor.csv"), UTF_8);
    String cut = whole.substring(0, whole.indexOf("in two"));
    assertThat(refused(cut), contains(containsString("breaks off")));
    assertThat(
        "within a line, whose fields are too few",
        read(
            Files.writeString(
                folder.resolve("cut.csv"), whole.substring(0, whole.indexOf(",4.2"))),
            "us-processor").get(2),
        containsString("NOT_CSV"));
  }

  @Test
  void anotherEncodingIsRefused() throws Exception {
    Path file = folder.resolve("export.csv");
    String text = Files.readString(BANK.resolve("us-processor.csv"), UTF_8).replace("Order", "Größe");
    Files.write(file, text.substring(1).getBytes(Charset.forName("windows-1252")));
    assertThat(
        assertThrows(InputException.class, () -> read(file, "us-processor")).problems(),
        contains(containsString("is not written in UTF-8")));
  }

  @Test
  void allThatIsWrongWithALayoutIsNamed() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("layout.json"),
            """
            {"encoding":"latin-99","separator":";;","quote":"\\"","decimal":",","thousands":",",
             "date":"dd.MM.bbbb","amounts":"maybe","fees":"positive","colums":{},
             "columns":{"line_id":"id","sum":"x"},"constants":{"line_id":"1"},
             "kinds":{"a":"SALE"}}""");
    assertThat(
        assertThrows(InputException.class, () -> LayoutFile.read(file)).problems(), hasSize(14));
  }
}
