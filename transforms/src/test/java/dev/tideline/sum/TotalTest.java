package dev.tideline.sum;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.encoding.Fields;
import dev.tideline.money.Amount;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Beside {@link BigInteger}, which is as large as it must be. */
class TotalTest {

  private static final BigInteger MOST = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);

  /** Numbers of every length, and all around the powers of two. */
  private static List<BigInteger> numbers() {
    List<BigInteger> numbers = new ArrayList<>(List.of(BigInteger.ZERO, MOST, MOST.not()));
    for (int bits = 0; bits < 127; bits++) {
      BigInteger power = BigInteger.ONE.shiftLeft(bits);
      for (BigInteger near : List.of(power, power.subtract(BigInteger.ONE))) {
        numbers.addAll(List.of(near, near.negate(), new BigInteger(bits, new Random(bits))));
      }
    }
    return numbers;
  }

  @Test
  void sixtyFourLawfulAmountsAreMoreThanALong() {
    Total.Running sum = new Total.Running();
    for (int i = 0; i < 1_000_000; i++) {
      sum.add(Amount.LARGEST);
    }
    assertThat(sum.total().isLong(), is(false));
    assertThat(Amount.format(sum.total()), is("1000000000000000.0000"));
  }

  @Test
  void addsAndTakesOffAsNumbersDo() {
    for (BigInteger one : numbers()) {
      for (BigInteger two : numbers()) {
        BigInteger sum = one.add(two);
        if (sum.bitLength() <= 127) {
          assertThat(Total.of(one).plus(Total.of(two)).toBigInteger(), is(sum));
        } else {
          assertThrows(ArithmeticException.class, () -> Total.of(one).plus(Total.of(two)));
        }
        BigInteger difference = one.subtract(two);
        if (difference.bitLength() <= 127) {
          assertThat(Total.of(one).minus(Total.of(two)).toBigInteger(), is(difference));
        } else {
          assertThrows(ArithmeticException.class, () -> Total.of(one).minus(Total.of(two)));
        }
        assertThat(Total.of(one).compareTo(Total.of(two)), is(one.compareTo(two)));
      }
    }
  }

  @Test
  void growsByLongsOfEitherSign() {
    for (long seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      Total.Running sum = new Total.Running();
      BigInteger expected = BigInteger.ZERO;
      for (int i = 0; i < 100; i++) {
        long next = random.nextLong() >> random.nextInt(64);
        sum.add(next);
        expected = expected.add(BigInteger.valueOf(next));
      }
      assertThat("seed " + seed, sum.total(), is(Total.of(expected)));
    }
  }

  @Test
  void isWrittenInFull() {
    for (BigInteger number : numbers()) {
      Total total = Total.of(number);
      assertThat(total.toString(), is(number.toString()));
      assertThat(Amount.format(total), is(new BigDecimal(number, 4).toPlainString()));
      assertThat(total.isLong(), is(number.bitLength() <= 63));
    }
  }

  @Test
  void anAverageIsRoundedOnceHalfUp() {
    for (BigInteger number : numbers()) {
      for (long count : new long[] {1, 2, 3, 7, 1_000_000_007, Long.MAX_VALUE}) {
        BigDecimal exact =
            new BigDecimal(number).divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_UP);
        assertThat(
            Amount.average(Total.of(number), count).toBigInteger(), is(exact.toBigInteger()));
      }
      assertThat(Amount.average(Total.of(number), 0), is(Total.ZERO));
    }
  }

  @Test
  void itsBytesAreAsFewAsHoldIt() throws IOException {
    for (BigInteger number : numbers()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Fields.total(Total.of(number), out);
      assertThat(out.size(), is(1 + number.toByteArray().length));
      assertThat(Fields.total(new ByteArrayInputStream(out.toByteArray())), is(Total.of(number)));
    }
  }

  @Test
  void bytesThatBreakOffAreNoTotal() {
    for (byte[] bytes : new byte[][] {{}, {0}, {17}, {-1}, {2, 1}}) {
      assertThrows(IOException.class, () -> Fields.total(new ByteArrayInputStream(bytes)));
    }
  }
}
