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
    "922337203685477.5807, 9223372036854775807"
  })
  void readsPlainDecimals(String text, long amount) {
    assertThat(Amount.parse(text), is(amount));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", ".", ".5", "5.", "1.23456", "1e3", "+1", "1,5", " 1", "1.2.3"})
  void refusesAnythingElse(String text) {
    assertThrows(NumberFormatException.class, () -> Amount.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"922337203685477.5808", "922337203685478", "99999999999999999999"})
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
}
