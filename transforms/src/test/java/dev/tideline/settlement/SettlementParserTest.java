package dev.tideline.settlement;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.records.BrokenRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettlementParserTest {

  private static final NumberForm GERMAN = new NumberForm(",", ".");

  /** Unsigned amounts, of a German bank. */
  private static final SettlementLayout BY_KIND =
      new SettlementLayout(
          "bank",
          Map.of(
              SettlementField.LINE_ID, "Buchung",
              SettlementField.PAYMENT_ID, "Referenz",
              SettlementField.KIND, "Art",
              SettlementField.AMOUNT, "Betrag",
              SettlementField.FEE, "Entgelt",
              SettlementField.RATE, "Kurs",
              SettlementField.SETTLED_ON, "Valuta"),
          Map.of(SettlementField.CURRENCY, "EUR"),
          GERMAN,
          DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT),
          Map.of(
              "Zahlung", SettlementKind.CAPTURE,
              "Gutschrift", SettlementKind.REFUND,
              "Korrektur", SettlementKind.ADJUSTMENT),
          true,
          true);

  /** Two columns for amounts. */
  private static final SettlementLayout TWO_COLUMNS =
      new SettlementLayout(
          "bank",
          Map.of(
              SettlementField.LINE_ID, "id",
              SettlementField.KIND, "type",
              SettlementField.AMOUNT, "credit",
              SettlementField.DEBIT, "debit",
              SettlementField.CURRENCY, "currency",
              SettlementField.SETTLED_ON, "date"),
          Map.of(),
          new NumberForm(".", ","),
          DateTimeFormatter.ofPattern("MM/dd/uuuu", Locale.ROOT),
          Map.of("SALE", SettlementKind.CAPTURE, "CHARGEBACK", SettlementKind.CHARGEBACK),
          false,
          false);

  private final Map<String, String> line =
      new HashMap<>(
          Map.of(
              "Buchung", "b1",
              "Referenz", "p1",
              "Art", "Zahlung",
              "Betrag", "1.234,56",
              "Entgelt", "-1,20",
              "Kurs", "1,0850",
              "Valuta", "18.03.2026"));

  private SettlementLine read(SettlementLayout layout) throws BrokenRecord {
    return new SettlementParser(layout).read(line::get);
  }

  private String brokenField(String column, String text) {
    line.put(column, text);
    BrokenRecord broken = assertThrows(BrokenRecord.class, () -> read(BY_KIND));
    return broken.getMessage();
  }

  @Test
  void aLineIsReadByItsLayout() throws BrokenRecord {
    assertThat(
        read(BY_KIND),
        is(
            new SettlementLine(
                "bank",
                "b1",
                "p1",
                "",
                SettlementKind.CAPTURE,
                12_345_600,
                12_000,
                "EUR",
                new BigDecimal("1.085"),
                LocalDate.of(2026, 3, 18),
                "",
                "")));
  }

  @Test
  void theKindGivesTheSign() throws BrokenRecord {
    line.put("Art", "Gutschrift");
    assertThat(read(BY_KIND).amount(), is(-12_345_600L));
    line.put("Art", "Korrektur");
    line.put("Betrag", "5,00-");
    assertThat("but where it can't", read(BY_KIND).amount(), is(-50_000L));
  }

  @Test
  void whatIsDebitedComesFromTheRetailer() throws BrokenRecord {
    line.putAll(Map.of("id", "1", "type", "SALE", "currency", "USD", "date", "03/18/2026"));
    line.put("credit", "1,000.5");
    assertThat(read(TWO_COLUMNS).amount(), is(10_005_000L));
    line.putAll(Map.of("type", "CHARGEBACK", "credit", "", "debit", "20"));
    assertThat(read(TWO_COLUMNS).amount(), is(-200_000L));
    line.put("credit", "0.00");
    assertThat("a zero is nothing", read(TWO_COLUMNS).amount(), is(-200_000L));
    assertThat(brokenTwoColumns("20", "20"), is("BAD_AMOUNT debit"));
    assertThat("of a debit twice over", brokenTwoColumns("", "-20"), is("NEGATIVE_AMOUNT debit"));
    assertThat(brokenTwoColumns("", ""), is("MISSING_FIELD amount"));
  }

  private String brokenTwoColumns(String credit, String debit) {
    line.putAll(Map.of("credit", credit, "debit", debit));
    return assertThrows(BrokenRecord.class, () -> read(TWO_COLUMNS)).getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "EUR,1.25,12500",
    "EUR,1.250,12500",
    "EUR,1.255,",
    "JPY,1250,12500000",
    "JPY,1250.00,12500000",
    "JPY,12.5,",
    "KWD,1.255,12550",
    "KWD,1.2555,"
  })
  void moneyIsMovedInMinorUnits(String currency, String credit, Long amount) throws BrokenRecord {
    line.putAll(Map.of("id", "1", "type", "SALE", "date", "03/18/2026"));
    line.putAll(Map.of("currency", currency, "credit", credit));
    if (amount == null) {
      BrokenRecord broken = assertThrows(BrokenRecord.class, () -> read(TWO_COLUMNS));
      assertThat(broken.getMessage(), is("BAD_AMOUNT amount"));
    } else {
      assertThat(read(TWO_COLUMNS).amount(), is(amount));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EURO", "eur", "ZZZ", "XAU", "XXX"})
  void aCurrencyIsOneOfIso4217(String currency) {
    line.putAll(Map.of("id", "1", "type", "SALE", "date", "03/18/2026"));
    line.putAll(Map.of("currency", currency, "credit", "1"));
    BrokenRecord broken = assertThrows(BrokenRecord.class, () -> read(TWO_COLUMNS));
    assertThat(broken.getMessage(), is("UNKNOWN_CURRENCY currency"));
  }

  @Test
  void aFeeMayBePartOfAMinorUnit() throws BrokenRecord {
    line.put("Entgelt", "-0,0123");
    assertThat(read(BY_KIND).fee(), is(123L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.000|10000000",
        "1000|10000000",
        "1,5|15000",
        "-1.234.567,8900|-12345678900",
        "+7|70000",
        "7-|-70000"
      })
  void numbersAreOfTheDeclaredForm(String text, long value) {
    assertThat(GERMAN.parse(text), is(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.00",
        "1.0000",
        "12.34.567",
        "1,2,3",
        ",5",
        "5,",
        "1 000",
        "-5-",
        "1.5,0",
        "''",
        "EUR 5"
      })
  void andOfNoOther(String text) {
    assertThrows(NumberFormatException.class, () -> GERMAN.parse(text));
  }

  @Test
  void aDecimalIsWrittenAsItIsRead() {
    assertThat(GERMAN.text(new BigDecimal("-1234.5600")), is("-1234,5600"));
    assertThat(GERMAN.parse("-1234,5600"), is(-12_345_600L));
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThat(brokenField("Betrag", "12.34"), is("BAD_AMOUNT amount"));
    line.put("Betrag", "1");
    assertThat(brokenField("Valuta", "31.02.2026"), is("BAD_TIME settled_on"));
    line.put("Valuta", "18.03.2026");
    assertThat(brokenField("Art", "Zahlung?"), is("UNKNOWN_TYPE kind"));
    line.put("Art", "Zahlung");
    assertThat(brokenField("Kurs", "0"), is("BAD_AMOUNT rate"));
    line.put("Kurs", "");
    assertThat(brokenField("Buchung", " "), is("MISSING_FIELD line_id"));
  }
}
