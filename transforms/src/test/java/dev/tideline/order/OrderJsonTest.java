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
        "WRONG_TYPE      | \"quantity\":2                | \"quantity\":2.0",
        "WRONG_TYPE      | \"amount\":2.5                | \"amount\":\"2.5\"",
        "WRONG_TYPE      | \"lines\":[                   | \"lines\":{},\"other\":[",
        "WRONG_TYPE      | \"lines\":[                   | \"lines\":[7,",
        "REPEATED_FIELD  | \"currency\"                  | \"store_id\"",
        "REPEATED_FIELD  | \"event_id\":                 | \"ingest_time\":",
        "BAD_TIME        | 2026-03-17T22:58:00.000Z      | 2026-02-29T22:58:00.000Z",
        "BAD_TIME        | 2026-03-17T22:58:00.000Z      | 2026-03-17T24:00:00.000Z",
        "BAD_TIME        | 2026-03-17T22:58:00.000Z      | 2026-03-17T22:58:00.000+01:00",
        "BAD_TIME        | 2026-03-17T23:03:00.000Z      | yesterday",
        "BAD_AMOUNT      | 2.5                           | 2.50001",
        "BAD_AMOUNT      | 2.5                           | 1e2",
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

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void otherEncodingsAreNoUtf8(String charset) {
    assertThat(findingIn(GOOD.getBytes(Charset.forName(charset))), is(RejectReason.NOT_UTF8));
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
    RawRecord record = record(json.getBytes(StandardCharsets.UTF_8));
    return assertThrows(BrokenRecord.class, () -> OrderJson.read(record)).toReject(record);
  }

  private static RawRecord record(byte[] payload) {
    return new RawRecord(payload, LOCATION, RawRecord.IN_PAYLOAD);
  }
}
