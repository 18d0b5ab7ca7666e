package dev.tideline.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardTokensTest {

  private static final byte[] KEY = "a key of the tests".getBytes(StandardCharsets.US_ASCII);

  private final CardTokens tokens = new CardTokens(() -> KEY.clone());

  @Test
  void aTokenIsTheFirstHalfOfTheHmacOfTheNumber() throws GeneralSecurityException {
    for (long seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      String number = new BigInteger(40, random).add(BigInteger.TEN.pow(15)).toString();
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "any"));
      byte[] digest = mac.doFinal(number.getBytes(StandardCharsets.US_ASCII));
      String half = HexFormat.of().formatHex(digest, 0, 16);
      assertThat("seed " + seed, tokens.of(number).toString(), is(half));
    }
  }

  /** Computed by another tool: {@code printf 4111111111111111 | openssl dgst -sha256 -hmac key}. */
  @Test
  void aKnownNumberHasAKnownToken() {
    CardTokens known = new CardTokens(() -> "key".getBytes(StandardCharsets.US_ASCII));
    assertThat(known.of("4111111111111111").toString(), is("d7deb2f89396a762e0f485ff629bed80"));
  }

  @Test
  void tokensAreTheSameAfterTheTripToAWorker() {
    CardToken here = tokens.of("4111111111111111");
    assertThat(SerializableUtils.clone(tokens).of("4111111111111111"), is(here));
  }

  @Test
  void threadsMayShareOne() {
    List<String> numbers =
        IntStream.range(0, 20_000)
            .mapToObj(i -> Long.toString(4_000_000_000_000_000L + i))
            .toList();
    List<String> one = numbers.stream().map(number -> tokens.of(number).toString()).toList();
    List<String> many =
        numbers.parallelStream().map(number -> tokens.of(number).toString()).toList();
    assertThat(many, is(one));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "41111111111", "41111111111111111111", "4111 1111 1111 1111", "411111111111x"})
  void refusesWhatIsNoCardNumberWithoutQuotingIt(String number) {
    CardToken before = tokens.of("4111111111111111");
    Exception refusal = assertThrows(NumberFormatException.class, () -> tokens.of(number));
    if (!number.isEmpty()) {
      assertThat(refusal.getMessage(), not(containsString(number)));
    }
    assertThat("and is not upset by it", tokens.of("4111111111111111"), is(before));
  }

  @Test
  void aTokenReadsItsOwnText() {
    CardToken token = new CardToken(0x00ff_1234_5678_9abcL, -2);
    assertThat(token.toString(), is("00ff123456789abcfffffffffffffffe"));
    assertThat(CardToken.parse(token.toString()), is(token));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00ff123456789abcfffffffffffffff",
        "00FF123456789abcfffffffffffffffe",
        "+0ff123456789abcfffffffffffffffe",
        "00ff123456789abcfffffffffffffffe0"
      })
  void aTokenIsThirtyTwoLowerCaseHexDigits(String text) {
    assertThrows(NumberFormatException.class, () -> CardToken.parse(text));
  }
}
