package dev.tideline.settlement;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.RejectReason;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlementCsvTest {

  @Test
  void aLineIsWhatTheBankSaysOfOnePayment() throws Exception {
    assertThat(
        read("p-1,berlin,12.34,-0.0001,EUR,2026-03-18"),
        is(new SettlementLine("p-1", "berlin", 123_400, -1, "EUR", LocalDate.of(2026, 3, 18))));
  }

  @Test
  void fieldsMayBeQuoted() throws Exception {
    assertThat(
        read("\"p,\"\"1\"\"\",\"berlin\",\"-12\",0,EUR,\"2026-03-18\""),
        is(new SettlementLine("p,\"1\"", "berlin", -120_000, 0, "EUR", LocalDate.of(2026, 3, 18))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NOT_CSV         | p-1,berlin,1,0,EUR",
        "NOT_CSV         | p-1,berlin,1,0,EUR,2026-03-18,more",
        "NOT_CSV         | ``",
        "NOT_CSV         | \"p-1,berlin,1,0,EUR,2026-03-18",
        "NOT_CSV         | \"p-1\"x,berlin,1,0,EUR,2026-03-18",
        "NOT_CSV         | p\"-1,berlin,1,0,EUR,2026-03-18",
        "MISSING_FIELD   | ,berlin,1,0,EUR,2026-03-18",
        "MISSING_FIELD   | p-1,\"\",1,0,EUR,2026-03-18",
        "MISSING_FIELD   | p-1,berlin,,0,EUR,2026-03-18",
        "MISSING_FIELD   | p-1,berlin,1,0,EUR,",
        "BAD_AMOUNT      | p-1,berlin,1e-5,0,EUR,2026-03-18",
        "BAD_AMOUNT      | p-1,berlin,1,0.00001,EUR,2026-03-18",
        "AMOUNT_OVERFLOW | p-1,berlin,1000000001,0,EUR,2026-03-18",
        "AMOUNT_OVERFLOW | p-1,berlin,99999999999999999999,0,EUR,2026-03-18",
        "BAD_TIME        | p-1,berlin,1,0,EUR,18.03.2026",
        "BAD_TIME        | p-1,berlin,1,0,EUR,2026-02-29",
      })
  void aBrokenLineIsAFinding(RejectReason reason, String line) {
    assertThat(assertThrows(BrokenRecord.class, () -> read(line)).reason(), is(reason));
  }

  @Test
  void bytesThatAreNoTextAreAFinding() {
    byte[] bytes = "p-1,b\u00e9,1,0,EUR,2026-03-18".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(
        assertThrows(BrokenRecord.class, () -> read(bytes)).reason(), is(RejectReason.NOT_UTF8));
  }

  private static SettlementLine read(String line) throws BrokenRecord {
    return read(line.getBytes(StandardCharsets.UTF_8));
  }

  private static SettlementLine read(byte[] line) throws BrokenRecord {
    return SettlementCsv.read(
        new RawRecord(line, RecordLocation.inFile("settlement.csv", 0), RawRecord.IN_PAYLOAD));
  }
}
