package dev.tideline.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import dev.tideline.records.RejectReason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentJsonTest {

  private static final String CANARY = "4929123412341234";

  private static final CardTokens TOKENS =
      new CardTokens(() -> "a key of at least 32 bytes for tests".getBytes(StandardCharsets.UTF_8));

  private static final String GOOD =
      """
      {"ingest_time":"2026-03-17T23:03:00.000Z","payment_id":"p-1","order_id":"o-1",\
      "card_number":"4929123412341234","store_id":"berlin","gateway":"g","amount":12.34,\
      "currency":"EUR","event_time":"2026-03-17T22:58:00.000Z"}""";

  @Test
  void theCardNumberBecomesATokenAtOnce() throws Exception {
    Payment payment = read(GOOD);

    assertThat(payment.card(), is(TOKENS.of(CANARY)));
    assertThat(payment.toString(), not(containsString(CANARY)));
    assertThat(read(PaymentJson.write(payment)), is(payment));
  }

  @ParameterizedTest(name = "{0}: {1} instead of {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "BAD_CARD       | \"4929123412341234\" | \"49291234123\"",
        "BAD_CARD       | \"4929123412341234\" | \"49291234123412341234\"",
        "BAD_CARD       | \"4929123412341234\" | \"4929 1234 1234 1234\"",
        "BAD_CARD       | \"card_number\"      | \"card_token\"",
        "WRONG_TYPE     | \"4929123412341234\" | 4929123412341234",
        "MISSING_FIELD  | \"card_number\"      | \"other\"",
        "MISSING_FIELD  | \"p-1\"              | null",
        "BAD_CARD       | \"gateway\":\"g\"    | \"gateway\":\"4929-1234-1234-1234\"",
        "BAD_CARD       | \"p-1\"              | \"4321432143219294\"",
        "REPEATED_FIELD | \"gateway\":\"g\"    | \"card_number\":\"4929123412341234\"",
        "BAD_AMOUNT     | 12.34                | 12.34567",
      })
  void aMistakeIsAFinding(RejectReason reason, String good, String bad) {
    assertThat("the mistake is made", GOOD.contains(good));

    Reject reject = rejectOf(GOOD.replace(good, bad));

    assertThat(reject.reason(), is(reason));
    assertNoCardIn(reject);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"card_number\":\"4929123412341234",
        "4929123412341234",
        "{\"card_number\":4929123412341234, \"amount\":\"x\"",
        "{\"a\":{\"b\":[\"4929-1234-1234-1234\"",
        "{\"card_number\":\"4929 1234 1234 1234\"}",
        "{\"card_number\":\"\\u0034929123412341\\u00323\\u0034\"",
        "{\"4929123412341234\":",
        "\u00ff\u00fe 4929123412341234",
      })
  void noCardNumberIsKeptOfARecordHoweverBroken(String broken) {
    assertNoCardIn(rejectOf(broken));
  }

  @Test
  void everyTruncatedRecordIsKeptWithoutItsCardNumber() {
    for (int length = 1; length < GOOD.length(); length++) {
      assertNoCardIn(rejectOf(GOOD.substring(0, length)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void noCardNumberIsKeptOfARecordInAnotherEncoding(String charset) {
    assertNoCardIn(rejectOf(GOOD.getBytes(Charset.forName(charset))));
  }

  private static void assertNoCardIn(Reject reject) {
    String digits = reject.toString().replaceAll("[^0-9]", "");
    assertThat("no 8 digits of it", digits, not(containsString(CANARY.substring(0, 8))));
  }

  private static Payment read(String json) throws BrokenRecord {
    return PaymentJson.read(record(json.getBytes(StandardCharsets.UTF_8)), TOKENS);
  }

  private static Reject rejectOf(String json) {
    return rejectOf(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Reject rejectOf(byte[] json) {
    RawRecord record = record(json);
    return assertThrows(BrokenRecord.class, () -> PaymentJson.read(record, TOKENS))
        .toReject(record);
  }

  private static RawRecord record(byte[] payload) {
    return new RawRecord(payload, RecordLocation.inFile("payments.jsonl", 0), RawRecord.IN_PAYLOAD);
  }
}
