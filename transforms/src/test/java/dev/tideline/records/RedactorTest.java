package dev.tideline.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.tideline.money.Unposted;
import dev.tideline.sum.Total;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactorTest {

  @Test
  void whatIsKnownToBeHarmlessIsKept() {
    String json =
        """
        {"ingest_time":"2026-03-17T09:00:00.400Z","type":"PLACED","currency":"EUR",\
        "event_time":"2026-03-17 09:00:00","placed_at":"2026-03-17T09:00Z"}""";
    assertThat(kept(json), is(json));
  }

  @Test
  void ofAllElseAFewCharactersAreKeptInAll() {
    assertThat(
        kept("{\"event_id\":\"e1\",\"order_id\":\"4111\",\"store_id\":\"1111\",\"amount\":11}"),
        is(
            "{\"event_id\":\"e1\",\"order_id\":\"4111\",\"store_id\":\"1111\","
                + "\"amount\":\"(number of 2 characters)\"}"));
    assertThat(
        kept("{\"amount\":4111111.1111,\"store_id\":\"1\"}"),
        is("{\"amount\":4111111.1111,\"store_id\":\"(text of 1 characters)\"}"));
    assertThat(
        kept("{\"amount\":4111111.11111}"), is("{\"amount\":\"(number of 13 characters)\"}"));
    assertThat(
        kept("{\"amount\":4.111111111111111e15,\"gateway\":\"four one one one\"}"),
        is("{\"amount\":\"(number of 20 characters)\",\"gateway\":\"(text of 16 characters)\"}"));
  }

  @Test
  void ofCardsNothingIsKeptAndOfUnknownFieldsNotEvenTheName() {
    assertThat(
        kept("{\"card_number\":\"41\",\"card_token\":7,\"4111111111111111\":1,\"note\":\"4111\"}"),
        is(
            "{\"card_number\":\"(text of 2 characters)\","
                + "\"card_token\":\"(number of 1 characters)\"}"));
  }

  @Test
  void ofLinesTheirOwnFieldsAreKept() {
    assertThat(
        kept("{\"lines\":[{\"sku\":\"s\",\"amount\":2.5,\"lines\":[4111]},4111,[1111],null]}"),
        is("{\"lines\":[{\"sku\":\"s\",\"amount\":2.5}]}"));
    assertThat(
        kept("{\"gateway\":[4111,1111],\"order_id\":{\"a\":1111},\"store_id\":null}"),
        is("{\"gateway\":\"(array)\",\"order_id\":\"(object)\",\"store_id\":null}"));
    String many = "{\"lines\":[" + "{\"sku\":\"abcdefghij\"},".repeat(10_000) + "{}]}";
    assertThat("it has an end", kept(many).length(), lessThan(1000));
  }

  @Test
  void aRecordIsKeptUpToWhereItBreaksOff() {
    String whole =
        "{\"type\":\"PLACED\",\"lines\":[{\"sku\":\"s\",\"cost\":1}],\"currency\":\"EUR\"}";
    assertThat(kept(whole), is(whole));
    assertThat(kept(whole.substring(0, 5)), is("{}"));
    assertThat(kept(whole.substring(0, 17)), is("{\"type\":\"PLACED\"}"));
    assertThat(
        kept(whole.substring(0, 40)), is("{\"type\":\"PLACED\",\"lines\":[{\"sku\":\"s\"}]}"));
    assertThat(kept("4111111111111111"), is(""));
    assertThat(kept("[\"type\"]"), is(""));
    assertThat(kept(""), is(""));
  }

  @Test
  void bytesThatAreNoUtf8HideNothingBehindThem() {
    byte[] bytes = "{\"type\":\"PLACED\",\"gateway\":\"?\",\"currency\":\"EUR\"}".getBytes(UTF_8);
    bytes[28] = (byte) 0xC3;
    String kept =
        "{\"type\":\"PLACED\",\"gateway\":\"(text of 1 characters)\",\"currency\":\"EUR\"}";
    assertThat(new Redactor().payload(bytes, 99), is(new Payload(kept, 99)));
  }

  /** A time of any year and precision would have room for a card number. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-03-17T10:00:00           | 2026-03-17T10:00:00",
        "2026-02-30T10:00:00Z          | 2026-02-30T10:00:00Z",
        "2016-12-31T23:59:60Z          | 2016-12-31T23:59:60Z",
        "2026-03-17T10:00:00+25:00     | 2026-03-17T10:00:00+25:00",
        "2026-03-17                    | 2026-03-17",
        "2041-11-11T11:11:11.11111111Z | 2041-11-11T11:11:11... (29 characters)",
        "4111-11-11T11:11:11.111Z      | 4111-1... (24 characters)",
        "1773741600000                 | 177374... (13 characters)",
        "1773741600                    | 1773741600",
        "yesterday                     | yester... (9 characters)",
        "\u0664\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661 | (9 characters)",
        "noon                          | noon"
      })
  void ofATimeThatIsNoneItsMomentIsTold(String value, String told) {
    assertThat(new Redactor().value("event_time", value), is(told));
  }

  @Test
  void ofItsMoneyIsToldWhatHasNoRoomForACardNumber() {
    Unposted said = new Unposted("e1", "berlin-mitte", 7L, "EUR", Total.of(25_000), false);
    String json = "{\"event_id\":\"e1\",\"order_id\":\"411111\"}";
    Reject whole = broken(RejectReason.NO_LINES, said, json);
    assertThat(whole.unposted(), is(said));
    assertThat("the id is used up once", whole.payload().text(), is(json));

    assertThat(
        "the id of a store that there is not may be anything",
        broken(RejectReason.UNKNOWN_STORE, said, json).unposted(),
        is(new Unposted("e1", null, 7L, "EUR", Total.of(25_000), false)));
    Unposted planted =
        new Unposted("41111111-1", "berlin", 7L, "four", Total.of(4_111_111_111_111L), true);
    assertThat(
        broken(RejectReason.NO_LINES, planted, "{\"event_id\":\"41111111-1\"}"),
        is(
            new Reject(
                RejectReason.NO_LINES,
                "lines",
                "",
                RecordLocation.inFile("f", 0),
                0,
                new Payload("{\"event_id\":\"(text of 10 characters)\"}", 25),
                new Unposted(null, "berlin", 7L, null, null, true))));
    Unposted large = new Unposted(null, null, null, null, Total.of(411_111_111_110_000L), false);
    assertThat(
        "zeroes are none of its digits",
        broken(RejectReason.NO_LINES, large, null).unposted(),
        is(large));
  }

  private static Reject broken(RejectReason reason, Unposted said, String json) {
    return Reject.of(
        new Finding(reason, "lines", ""), RecordLocation.inFile("f", 0), 0, json, said);
  }

  @Test
  void theValueAtFaultAndTheRestOfTheRecordShareTheFewCharacters() {
    Reject reject =
        Reject.of(
            new Finding(RejectReason.UNKNOWN_STORE, "store_id", "41111111"),
            RecordLocation.inFile("f", 0),
            0,
            "{\"payment_id\":\"11111111\",\"order_id\":\"1\"}",
            Unposted.NOTHING);
    assertThat(reject.value(), is("41111111"));
    assertThat(
        reject.payload().text(),
        is("{\"payment_id\":\"(text of 8 characters)\",\"order_id\":\"1\"}"));
    assertThat("of a card", new Redactor().value("card_number", "4111"), is("(4 characters)"));
  }

  private static String kept(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return new Redactor().payload(bytes, bytes.length).text();
  }
}
