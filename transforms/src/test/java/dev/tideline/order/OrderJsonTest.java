package dev.tideline.order;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.json.JsonRecord;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import dev.tideline.records.RejectReason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderJsonTest {

  private static final RecordLocation LOCATION = RecordLocation.inFile("orders.jsonl", 42);
  private static final long INGESTED = 1_773_788_580_000L;

  private static final String GOOD =
      """
      {"ingest_time":"2026-03-17T23:03:00.000Z","event_id":"e-1","order_id":"o-1","type":"PLACED",\
      "store_id":"berlin","event_time":"2026-03-17T22:58:00.000Z",\
      "placed_at":"2026-03-17T22:58:00Z","currency":"EUR",\
      "lines":[{"sku":"s-1","category":"dairy","quantity":2,"amount":2.5,"cost":1.0001}]}""";

  private static final OrderEvent EVENT =
      new OrderEvent(
          "e-1",
          "o-1",
          OrderType.PLACED,
          "berlin",
          INGESTED - 300_000,
          INGESTED - 300_000,
          "EUR",
          List.of(new OrderLine("s-1", "dairy", 2, 25_000, 10_001)),
          INGESTED,
          0,
          LOCATION);

  @Test
  void aRecordIsAnEvent() throws Exception {
    assertThat(read(GOOD), is(EVENT));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    assertThat(read(OrderJson.write(EVENT)), is(EVENT));
  }

  @ParameterizedTest(name = "{1} for {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2.5                      | 2.50000",
        "2.5                      | 25e-1",
        "2.5                      | 0.0000025E+6",
        "\"quantity\":2           | \"quantity\":2.0",
        "\"quantity\":2           | \"quantity\":0.2e1",
        "2026-03-17T22:58:00.000Z | 2026-03-17T22:58:00+00:00",
        "2026-03-17T22:58:00.000Z | 2026-03-17 23:58:00.0000009+0100",
        "e-1                      | \\u0065-1",
        "\"event_id\"             | \"\\u0065vent_id\"",
      })
  void anotherFormIsTheSameEvent(String usual, String other) throws Exception {
    OrderEvent event = read(GOOD.replace(usual, other));

    assertThat(event, is(EVENT));
    assertThat(event.toJson(), is(EVENT.toJson()));
  }

  @Test
  void aByteOrderMarkIsNoPartOfIt() throws Exception {
    assertThat(read("\uFEFF" + GOOD), is(EVENT));
  }

  @Test
  void aPairOfSurrogatesIsACharacter() throws Exception {
    assertThat(read(GOOD.replace("e-1", "\\ud83d\\ude00")).eventId(), is("\ud83d\ude00"));
  }

  /** As serializers write it that leave out what is empty. */
  @ParameterizedTest
  @ValueSource(strings = {"", ",\"lines\":null", ",\"lines\":[]"})
  void anOrderIsHandedOverWithoutLines(String lines) throws Exception {
    String fulfilled =
        GOOD.replace("PLACED", "FULFILLED").replaceFirst(",\"lines\":.*", lines + "}");

    assertThat(read(fulfilled).lines(), is(List.of()));
  }

  @Test
  void unknownFieldsArePassedOver() throws Exception {
    String more = "{\"new\":{\"ingest_time\":[1,{}]},\"newer\":null,";

    assertThat(read(GOOD.replaceFirst("\\{", more)), is(EVENT));
    assertThat(read(GOOD.replace("{\"sku\"", "{\"brand\":[\"b\"],\"sku\"")), is(EVENT));
  }

  @ParameterizedTest(name = "{0}: {1} instead of {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NOT_JSON        | \"event_id\":\"e-1\"          | \"event_id\":\"e-1",
        "NOT_JSON        | 1.0001}]}                     | 1.0001}]",
        "NOT_JSON        | 1.0001}]}                     | 1.0001}]}{}",
        "NOT_JSON        | \"quantity\":2                | \"quantity\":02",
        "NOT_JSON        | \"quantity\":2                | \"quantity\":NaN",
        "MISSING_FIELD   | \"event_id\":                 | \"other\":",
        "MISSING_FIELD   | \"ingest_time\":              | \"other\":",
        "MISSING_FIELD   | \"lines\":                    | \"other\":",
        "MISSING_FIELD   | \"cost\":                     | \"other\":",
        "MISSING_FIELD   | \"o-1\"                       | null",
        "MISSING_FIELD   | \"o-1\"                       | \"\"",
        "WRONG_TYPE      | \"o-1\"                       | 1",
        "WRONG_TYPE      | \"o-1\"                       | {}",
        "WRONG_TYPE      | \"2026-03-17T22:58:00.000Z\"  | 1773788280000",
        "WRONG_TYPE      | \"quantity\":2                | \"quantity\":2.5",
        "WRONG_TYPE      | \"quantity\":2                | \"quantity\":1e-999999999",
        "WRONG_TYPE      | \"quantity\":2                | \"quantity\":\"2\"",
        "MISSING_FIELD   | \"lines\":[                   | \"lines\":null,\"other\":[",
        "REPEATED_FIELD  | \"lines\":[                   | \"lines\":null,\"lines\":[",
        "BAD_TEXT        | e-1                           | e\\ud83d",
        "BAD_TEXT        | dairy                         | \\ude00\\ud83d",
        "BAD_TEXT        | \"EUR\"                       | \"\\udfff\"",
        "BAD_TEXT        | 2026-03-17T23:03:00.000Z      | \\ud800",
        "WRONG_TYPE      | \"amount\":2.5                | \"amount\":\"2.5\"",
        "WRONG_TYPE      | \"lines\":[                   | \"lines\":{},\"other\":[",
        "WRONG_TYPE      | \"lines\":[                   | \"lines\":[7,",
        "REPEATED_FIELD  | \"currency\"                  | \"store_id\"",
        "REPEATED_FIELD  | \"event_id\":                 | \"ingest_time\":",
        "BAD_TIME        | 2026-03-17T22:58:00.000Z      | 2026-02-29T22:58:00.000Z",
        "BAD_TIME        | 2026-03-17T22:58:00.000Z      | 2026-03-17T23:59:60Z",
        "BAD_TIME        | 2026-03-17T22:58:00.000Z      | 2026-03-17T22:58:00.000",
        "BAD_TIME        | 2026-03-17T23:03:00.000Z      | yesterday",
        "BAD_AMOUNT      | 2.5                           | 2.50001",
        "BAD_AMOUNT      | 2.5                           | 1e-999999999",
        "AMOUNT_OVERFLOW | 2.5                           | 1e999999999",
        "AMOUNT_OVERFLOW | \"quantity\":2                | \"quantity\":1e10",
        "AMOUNT_OVERFLOW | 2.5                           | 99999999999999999999",
        "AMOUNT_OVERFLOW | \"quantity\":2                | \"quantity\":2147483648",
        "UNKNOWN_TYPE    | PLACED                        | SHIPPED",
      })
  void aMistakeIsAFinding(RejectReason reason, String good, String bad) {
    assertThat("the mistake is made", GOOD.contains(good));

    assertThat(findingIn(GOOD.replace(good, bad)), is(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "null", "[]", "7", "\"text\"", "not json"})
  void whatIsNoObjectIsNoEvent(String json) {
    assertThat(findingIn(json), is(RejectReason.NOT_JSON));
  }

  @Test
  void everyTruncatedRecordIsNoJson() {
    for (int length = 1; length < GOOD.length(); length++) {
      assertThat(
          "cut at " + length, findingIn(GOOD.substring(0, length)), is(RejectReason.NOT_JSON));
    }
  }

  @Test
  void textCutWithinACharacterIsNoUtf8() {
    byte[] bytes = GOOD.replace("s-1\"", "\u00fc").getBytes(StandardCharsets.UTF_8);
    int cut = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\u00c3') + 1;

    assertThat(findingIn(Arrays.copyOf(bytes, cut)), is(RejectReason.NOT_UTF8));
  }

  /** In more bytes than it takes, half a pair by itself, and a pair as two halves (CESU-8). */
  @ParameterizedTest
  @ValueSource(strings = {"c0af", "e080af", "f08080af", "eda0bd", "edb880", "eda0bdedb880", "ff"})
  void bytesOutOfPlaceAreNoUtf8(String hex) {
    byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
    byte[] wrong = HexFormat.of().parseHex(hex);
    System.arraycopy(wrong, 0, bytes, GOOD.indexOf("2026-03-17T22"), wrong.length);

    Reject reject = rejectOf(bytes);

    assertThat(reject.reason(), is(RejectReason.NOT_UTF8));
    assertThat(reject.detail(), is("at byte " + GOOD.indexOf("2026-03-17T22")));
    assertThat("it still says when it was ingested", reject.ingestTime(), is(INGESTED));
  }

  @ParameterizedTest(name = "{0} for {3} instead of {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "event_time | 2026-03-17T22:58:00 | 2026-03-17T22:58:00.000Z | 2026-03-17T22:58:00",
        "event_time | yester... (9 characters) | 2026-03-17T22:58:00.000Z | yesterday",
        "lines.amount | 4.3000... (17 characters) | 2.5 | 4.300000000000001",
        "lines.quantity | 2.5 | 2, | 2.5,",
        "lines.category | [ | \"dairy\" | [7]",
        "lines.sku | | \"s-1\" | null",
        "type | SHIPPED | PLACED | SHIPPED",
        "at byte 285 | | 1.0001} | 1.0001x}",
      })
  void aRejectNamesTheFieldAndWhatStandsThere(
      String detail, String value, String good, String bad) {
    Reject reject = rejectOf(GOOD.replace(good, bad));

    assertThat(reject.detail(), is(detail));
    assertThat(reject.value(), is(value == null ? "" : value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void otherEncodingsAreNoUtf8(String charset) {
    assertThat(findingIn(GOOD.getBytes(Charset.forName(charset))), is(RejectReason.NOT_UTF8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void aWideEncodingWithoutAMarkIsNamedForItHasNoByteAtFault(String charset) {
    Reject reject = rejectOf(GOOD.getBytes(Charset.forName(charset)));

    assertThat(reject.detail(), is("looks like UTF-16 or UTF-32"));
  }

  @Test
  void theByteOfAMistakeIsCountedFromTheMarkOn() {
    String broken = GOOD.replace("1.0001}", "1.0001x}");

    assertThat(rejectOf(broken).detail(), is("at byte 285"));
    assertThat(rejectOf("\ufeff" + broken).detail(), is("at byte 288"));
  }

  @Test
  void aRecordThatIsTooLargeIsNotParsed() {
    String large = GOOD + " ".repeat(JsonRecord.LARGEST);

    assertThat(findingIn(large), is(RejectReason.TOO_LARGE));
  }

  @Test
  void aBrokenRecordIsCountedWhenItWasIngestedIfItSaysSo() {
    Reject late = rejectOf(GOOD.substring(0, 60));
    Reject never = rejectOf(GOOD.substring(0, 20));

    assertThat(late.ingestTime(), is(INGESTED));
    assertThat(never.ingestTime(), is(RawRecord.IN_PAYLOAD));
    assertThat(late.location(), is(LOCATION));
  }

  private static OrderEvent read(String json) throws BrokenRecord {
    return OrderJson.read(record(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static RejectReason findingIn(String json) {
    return findingIn(json.getBytes(StandardCharsets.UTF_8));
  }

  private static RejectReason findingIn(byte[] json) {
    return assertThrows(BrokenRecord.class, () -> OrderJson.read(record(json))).reason();
  }

  private static Reject rejectOf(String json) {
    return rejectOf(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Reject rejectOf(byte[] json) {
    RawRecord record = record(json);
    return assertThrows(BrokenRecord.class, () -> OrderJson.read(record)).toReject(record);
  }

  private static RawRecord record(byte[] payload) {
    return new RawRecord(payload, LOCATION, RawRecord.IN_PAYLOAD);
  }
}
