package dev.tideline.io.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.tideline.json.JsonRecord;
import dev.tideline.json.Timestamps;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.RejectReason;
import org.junit.jupiter.api.Test;

/** What is wrong with a record stays wrong in its line: nothing but its origin is added. */
class ReplayLineTest {

  private static final String TIME = "2026-03-17T09:00:00.000Z";
  private static final RecordLocation FILE = RecordLocation.inFile("orders/a.jsonl", 17);
  private static final RecordLocation TOPIC = RecordLocation.inTopic("orders.v1", 1, 5);

  private static final String OF_FILE =
      "{\"replayed_from\":{\"source\":\"orders/a.jsonl\",\"partition\":-1,\"offset\":17}";

  private static ReplayLine line(RecordLocation from, byte[] record) {
    Long ingested = Timestamps.parse(TIME);
    DeadLetter letter = new DeadLetter(RejectReason.WRONG_TYPE, "amount", "", from, ingested, "{}");
    return ReplayLine.of(Original.found(letter, record));
  }

  private static String text(RecordLocation from, String record) {
    ReplayLine line = line(from, record.getBytes(UTF_8));
    assertThat(line.whyNot(), nullValue());
    return line.text();
  }

  private static String whyNot(String record) {
    return line(FILE, record.getBytes(UTF_8)).whyNot();
  }

  @Test
  void numbersTextsAndRepeatedFieldsAreAsTheyWere() {
    assertThat(
        text(
            FILE,
            "\uFEFF {\"ingest_time\": \"2026-03-17T10:00:00+01:00\", \"a\": 1.50e0, \"a\": -0,"
                + " \"b\": [null, true, {\"c\": \"\\n\"}], \"d\": \"\\ud83d\", \"e\": \"\u00e9\"} "),
        is(
            OF_FILE
                + ",\"ingest_time\":\"2026-03-17T10:00:00+01:00\",\"a\":1.50e0,\"a\":-0,"
                + "\"b\":[null,true,{\"c\":\"\\n\"}],\"d\":\"\\uD83D\",\"e\":\"\\u00E9\"}"));
  }

  @Test
  void aRecordOfATopicGetsTheTimeThatTheTopicHasForIt() {
    assertThat(
        text(TOPIC, "{\"a\":{\"ingest_time\":1},\n\"ingest_time\":[{\"its own\":1}],\"b\":2}"),
        is(
            "{\"replayed_from\":{\"source\":\"orders.v1\",\"partition\":1,\"offset\":5},"
                + "\"ingest_time\":\""
                + TIME
                + "\",\"a\":{\"ingest_time\":1},\"b\":2}"));
  }

  @Test
  void whatCantBeALineSaysWhy() {
    String noObject = "it is not one JSON object: mend it where it is";
    assertThat(whyNot("[1]"), is(noObject));
    assertThat(whyNot("{\"a\":1} {}"), is(noObject));
    assertThat(whyNot("{\"a\":1"), is(noObject));
    assertThat(
        whyNot("{\"lines\":[{\"card_number\":null}]}"),
        is("it has a card number, of which no copy is made"));
    assertThat(
        whyNot("{\"ingest_time\":\"2026-03-17T09:00:00.001Z\"}"),
        is("another record stands there now"));
    assertThat(
        whyNot("{\"a\":\"" + "x".repeat(JsonRecord.LARGEST - 50) + "\"}"),
        is("with its origin it would be too large: mend it where it is"));
    assertThat(
        line(FILE, new byte[] {'{', (byte) 0xff, '}'}).whyNot(),
        is("it is not UTF-8: mend it where it is"));
  }
}
