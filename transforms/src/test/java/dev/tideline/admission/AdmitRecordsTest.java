package dev.tideline.admission;

import static dev.tideline.testing.FreshMartStores.STORES;
import static dev.tideline.testing.Orders.line;
import static dev.tideline.testing.Orders.placed;

import dev.tideline.dashboard.DashboardRow;
import dev.tideline.dashboard.DashboardRules;
import dev.tideline.dashboard.OpsDashboard;
import dev.tideline.event.Copies;
import dev.tideline.event.JsonDecoder;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.order.OrderJson;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordCoders;
import dev.tideline.records.RecordLocation;
import dev.tideline.testing.TextLines;
import dev.tideline.windowing.Lateness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** 48 234 records of JSON come in, and 47 of them are broken. */
@ExtendWith(TestPipelineExtension.class)
class AdmitRecordsTest {

  private static final String GOOD =
      placed("e", "berlin", "2026-03-17T09:26:00Z", line("milk", 2, "10.00", "6.00")).toJson();

  private final List<RawRecord> records = new ArrayList<>();
  private Outcome<DashboardRow> outcome;

  @BeforeEach
  void admit(TestPipeline pipeline) {
    add(48_187, GOOD);
    add(11, GOOD.substring(0, GOOD.length() - 1));
    add(9, GOOD.replace("\"event_id\":\"e\",", ""));
    add(8, GOOD.replace("berlin", "atlantis"));
    add(7, GOOD.replace("10.0000", "\"ten\""));
    add(5, GOOD.replace("10.0000", "-10"));
    add(4, GOOD.replace("\"event_time\":\"2026", "\"event_time\":\"2027"));
    add(2, GOOD.replace("PLACED", "LOST"));
    add(1, "");
    outcome =
        pipeline
            .apply(Create.of(records).withCoder(RecordCoders.RAW_RECORD))
            .apply(
                OpsDashboard.of(
                    JsonDecoder.of(OrderJson::read, new Copies.Marked()),
                    new DashboardRules(STORES, Lateness.tolerance())));
  }

  @Test
  void rejectsTheBrokenOnesByReason(TestPipeline pipeline) {
    PCollection<String> reasons =
        outcome
            .rejects()
            .apply("Reasons", TextLines.of(reject -> reject.reason().name()))
            .apply(Count.perElement())
            .apply("ToLines", TextLines.of(count -> count.getKey() + " " + count.getValue()));
    TextLines.assertText(
        reasons,
        """
        FUTURE_TIME 4
        MISSING_FIELD 9
        NEGATIVE_AMOUNT 5
        NOT_JSON 12
        UNKNOWN_STORE 8
        UNKNOWN_TYPE 2
        WRONG_TYPE 7
        """);
    pipeline.run();
  }

  @Test
  void acceptsAllOthersAndTheLedgerBalances(TestPipeline pipeline) {
    PCollection<String> total =
        outcome
            .ledger()
            .apply(Values.create())
            .apply(Combine.globally(LedgerEntry::plus))
            .apply(TextLines.of(AdmitRecordsTest::brief));
    TextLines.assertText(total, "48234 read = 48187 counted + 47 rejected, balanced: true");
    pipeline.run();
  }

  private void add(int times, String json) {
    byte[] payload = json.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < times; i++) {
      records.add(
          new RawRecord(
              payload,
              RecordLocation.inFile("orders.jsonl", records.size()),
              RawRecord.IN_PAYLOAD));
    }
  }

  private static String brief(LedgerEntry entry) {
    return entry.read()
        + " read = "
        + entry.counted()
        + " counted + "
        + entry.allRejected()
        + " rejected, balanced: "
        + entry.balanced();
  }
}
