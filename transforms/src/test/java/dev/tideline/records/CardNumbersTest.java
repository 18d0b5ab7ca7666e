package dev.tideline.records;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardNumbersTest {

  @ParameterizedTest
  @CsvSource({
    "4111111111111111, ****************",
    "4111 1111 1111 1111, **** **** **** ****",
    "4111-1111-1111-1111, ****-****-****-****",
    "card=411111111111;, card=************;",
    "41111111111, 41111111111",
    "2026-03-17T23:58:00.000Z, 2026-03-17T23:58:00.000Z",
    "4111 - 1111 - 1111 - 1111, **** - **** - **** - ****",
    "4111    1111    1111    1111, 4111    1111    1111    1111",
    "4111_1111_1111_1111, ****_****_****_****",
    "4111.1111/1111+1111, ****.****/****+****",
    "4111\u20131111\u20131111\u20131111, ****\u2013****\u2013****\u2013****",
    "'{\"a\":4111,\"b\":[1111,1111,1111]}', '{\"a\":4111,\"b\":[1111,1111,1111]}'",
    "17.03.2026 12:59, 17.03.2026 12:59",
    "a4111111111111111b4111111111111111c, a****************b****************c"
  })
  void hidesTwelveDigitsOrMore(String text, String redacted) {
    assertThat(redacted(text), is(redacted));
  }

  @Test
  void hidesDigitsWrittenAsJsonEscapes() {
    String escaped = "\\" + "u0034";
    assertThat(redacted("\"" + escaped + "11111111111\""), is("\"" + "*".repeat(17) + "\""));
    assertThat(redacted(escaped.repeat(12)), is("*".repeat(72)));
    assertThat(redacted(escaped.repeat(11)), is(escaped.repeat(11)));
  }

  @Test
  void hidesDigitsOfTwoOrFourBytes() {
    byte[] utf16 = "4111111111111111".getBytes(StandardCharsets.UTF_16BE);
    byte[] hidden = "*".repeat(16).getBytes(StandardCharsets.UTF_16BE);
    assertThat(CardNumbers.redact(utf16), is(hidden));
    byte[] utf32 = "4111111111111111".getBytes(Charset.forName("UTF-32LE"));
    byte[] hidden32 = "*".repeat(16).getBytes(Charset.forName("UTF-32LE"));
    assertThat(CardNumbers.redact(utf32), is(hidden32));
  }

  @Test
  void hidesAcrossBytesThatAreNotText() {
    byte[] bytes = "x4111111111111111".getBytes(StandardCharsets.US_ASCII);
    bytes[0] = (byte) 0xC3;
    assertThat(CardNumbers.redact(bytes)[16], is((byte) '*'));
  }

  @Test
  void aCutPayloadHidesANumberThatLiesAcrossTheCut() {
    String before = "x".repeat(Payload.KEPT - 4);
    Payload payload = Payload.of((before + "4111111111111111").getBytes(StandardCharsets.UTF_8));
    assertThat(payload.text(), is(before + "****"));
    assertThat(payload.size(), is(Payload.KEPT + 12));
  }

  private static String redacted(String text) {
    return new String(
        CardNumbers.redact(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }
}
