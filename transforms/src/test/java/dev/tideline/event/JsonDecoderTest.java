package dev.tideline.event;

import static dev.tideline.testing.Orders.line;
import static dev.tideline.testing.Orders.placed;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderJson;
import dev.tideline.order.OrderView;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import dev.tideline.records.SourceRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonDecoderTest {

  private static final OrderEvent EVENT =
      placed("e", "berlin", "2026-03-17T10:00:00Z", line("dairy", 1, "1.00", "0.50"));
  private static final RecordLocation LOCATION = RecordLocation.inFile("orders.jsonl", 17);

  @Test
  void showsAnEventAndTheMinuteItBelongsTo() {
    assertThat(
        read(EVENT.toJson()), contains("read " + EVENT.ingestTime(), "event " + EVENT.toJson()));
  }

  @Test
  void showsWhyARecordIsBrokenAndCountsItInItsMinute() {
    String broken = EVENT.toJson().replace("PLACED", "LOST");
    String kept =
        "{\"ingest_time\":\"2026-03-17T10:00:05.000Z\",\"event_id\":\"e\",\"order_id\":\"(";
    assertThat(
        read(broken),
        contains(
            is("read " + EVENT.ingestTime()),
            startsWith("UNKNOWN_TYPE type LOST at orders.jsonl@17: " + kept)));
  }

  @Test
  void aRecordTooBrokenToTellHasNoIngestTime() {
    assertThat(
        read("?"),
        contains("read " + RawRecord.IN_PAYLOAD, "NOT_JSON at byte 1  at orders.jsonl@17: "));
  }

  @Test
  void aFieldOfThatNameInALineIsNotTheIngestTimeOfTheRecord() {
    String json = EVENT.toJson().replace("{\"sku\"", "{\"ingest_time\":\"1999\",\"sku\"");
    assertThat(read(json), contains("read " + EVENT.ingestTime(), "event " + EVENT.toJson()));
  }

  private static List<String> read(String json) {
    List<String> seen = new ArrayList<>();
    JsonDecoder<OrderView> decoder = JsonDecoder.of(OrderJson::read, new Copies.Marked());
    decoder.decode(
        new RawRecord(json.getBytes(StandardCharsets.UTF_8), LOCATION, RawRecord.IN_PAYLOAD),
        new RecordDecoder.Handler<>() {
          @Override
          public void onRecord(long ingestTime) {
            seen.add("read " + ingestTime);
          }

          @Override
          public void onEvent(OrderView view) {
            seen.add("event " + view.toJson());
          }

          @Override
          public void onRange(SourceRange range, long records) {}

          @Override
          public void onReject(Reject reject) {
            seen.add(
                reject.reason()
                    + " "
                    + reject.detail()
                    + " "
                    + reject.value()
                    + " at "
                    + reject.location()
                    + ": "
                    + reject.payload().text());
          }
        });
    return seen;
  }
}
