package dev.tideline.money;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "12, 120000",
    "12.3, 123000",
    "12.34, 123400",
    "0.0001, 1",
    "-0.5, -5000",
    "-12.3456, -123456",
    "922337203685477.5807, 9223372036854775807",
    "10.50000, 105000",
    "10.5000000000000000000000000, 105000",
    "1.05e1, 105000",
    "1.05E+1, 105000",
    "105e-1, 105000",
    "1050000000000000000000000000000e-29, 105000",
    "0.000000000000000000000000105e26, 105000",
    "1E+1, 100000",
    "1e2, 1000000",
    "10e-5, 1",
    "0.0, 0",
    "-0.0, 0",
    "0e999999999999999999999999, 0",
    "0.00e-99, 0",
    "00000000000000000000012, 120000"
  })
  void readsDecimals(String text, long amount) {
    assertThat(Amount.parse(text), is(amount));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        ".5",
        "5.",
        "1.23456",
        "1e-5",
        "1e",
        "1e+",
        "e1",
        ".e1",
        "1.e1",
        "1e1.5",
        "0x1",
        "NaN",
        "1e-999999999999999999999",
        "4.300000000000001",
        "12345678901234567890123.00001",
        "+1",
        "1,5",
        " 1",
        "1.2.3"
      })
  void refusesAnythingElse(String text) {
    assertThrows(NumberFormatException.class, () -> Amount.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "922337203685477.5808",
        "922337203685478",
        "99999999999999999999",
        "1e15",
        "1e999999999",
        "1e99999999999999999999",
        "9999999999999999999e-4"
      })
  void reportsWhatDoesNotFit(String text) {
    assertThrows(ArithmeticException.class, () -> Amount.parse(text));
  }

  @Test
  void writesWhatItReads() {
    for (long seed = 0; seed < 1000; seed++) {
      long amount = new Random(seed).nextLong() >> new Random(-seed).nextInt(64);
      String text = BigDecimal.valueOf(amount, 4).toPlainString();
      assertThat("seed " + seed, Amount.format(amount), is(text));
      assertThat("seed " + seed, Amount.parse(text), is(amount));
    }
    assertThat(Amount.format(Long.MIN_VALUE), is("-922337203685477.5808"));
  }

  @Test
  void averagesRoundHalfAwayFromZero() {
    for (long seed = 0; seed < 1000; seed++) {
      Random random = new Random(seed);
      long amount = random.nextLong(-1000, 1000);
      long count = random.nextLong(1, 9);
      long exact =
          BigDecimal.valueOf(amount)
              .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_UP)
              .longValueExact();
      assertThat("seed " + seed, Amount.average(amount, count), is(exact));
    }
    assertThat(Amount.average(5, 0), is(0L));
    assertThat(Amount.average(Long.MAX_VALUE, 2), is(Long.MAX_VALUE / 2 + 1));
    assertThat(Amount.average(Long.MIN_VALUE, 1), is(Long.MIN_VALUE));
  }

  /** A number of a record may be as long as the record, and costs no more than reading it. */
  @Test
  void readsANumberOfAMillionDigits() {
    String zeros = "0".repeat(1_000_000);
    assertThat(Amount.parse("1." + zeros), is(10_000L));
    assertThat(Amount.parse("0." + zeros + "5e1000001"), is(50_000L));
    assertThrows(NumberFormatException.class, () -> Amount.parse("1." + zeros + "1"));
    assertThrows(ArithmeticException.class, () -> Amount.parse("1" + zeros));
  }
}
