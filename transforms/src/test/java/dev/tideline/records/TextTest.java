package dev.tideline.records;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "gr\u00f6\u00dfe", "\ud83d\ude00", "\ud83d\ude00\ud83c\udf4e"})
  void wholeCharactersAreText(String text) {
    assertThat(Text.isWellFormed(text), is(true));
    assertThat(Text.ofUtf8(text.getBytes(StandardCharsets.UTF_8)), is(text));
  }

  @Test
  void halfASurrogatePairIsNone() {
    String high = "\ud83d";
    String low = "\ude00";
    for (String text : new String[] {high, low, "e" + high, high + "e", low + high, high + high}) {
      assertThat(Text.isWellFormed(text), is(false));
    }
    assertThat(Text.isWellFormed(high + low + low), is(false));
  }

  @ParameterizedTest
  @CsvSource({
    "c0af, 0", "61c080, 1", "e080af, 0", "f08080af, 0", "6161eda0bd, 2", "eda0bdedb880, 0",
    "f4908080, 0", "61ff, 1", "61fe, 1", "61c3, 1", "80, 0", "efbfbdc3, 3"
  })
  void bytesOutOfPlaceAreNoUtf8(String hex, int place) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(Text.ofUtf8(bytes), is(nullValue()));
    assertThat(Text.endOfUtf8(bytes), is(place));
  }

  @Test
  void theReplacementCharacterItselfIsText() {
    assertThat(Text.ofUtf8(HexFormat.of().parseHex("61efbfbd")), is("a\ufffd"));
  }

  @Test
  void whatIsNoVisibleCharacterIsShownEscaped() {
    String plain = "Obst & Gem\u00fcse \u679c\u7269 \ud83c\udf4e";
    assertThat(Text.shown(plain), is(plain));
    assertThat(Text.shown("x\u001b[2J\nLEDGER\r\t"), is("x\\u001b[2J\\nLEDGER\\r\\t"));
    assertThat(Text.shown("c\u0000\u007f\u009b"), is("c\\u0000\\u007f\\u009b"));
    assertThat("turns the writing", Text.shown("a\u202eb\u2066c"), is("a\\u202eb\\u2066c"));
    assertThat("no width", Text.shown("a\u200bb\u200dc\ufeff"), is("a\\u200bb\\u200dc\\ufeff"));
    assertThat("lines", Text.shown("a\u2028b\u2029c\u0085"), is("a\\u2028b\\u2029c\\u0085"));
    assertThat("a tag", Text.shown("a" + Character.toString(0xE0041)), is("a\\udb40\\udc41"));
    assertThat("half a pair", Text.shown("a\ud83d"), is("a\\ud83d"));
    assertThat("what only looks escaped", Text.shown("a\\n"), is("a\\\\n"));
  }
}
