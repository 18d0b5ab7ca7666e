package dev.tideline.revenue;

import static dev.tideline.testing.FreshMartStores.at;
import static dev.tideline.testing.Orders.line;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.duplicates.CountOnce;
import dev.tideline.event.EventDecoder;
import dev.tideline.money.Amount;
import dev.tideline.order.OrderContributions;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderEventCoder;
import dev.tideline.order.OrderFigures;
import dev.tideline.order.OrderType;
import dev.tideline.records.RecordLocation;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import dev.tideline.testing.TextLines;
import dev.tideline.windowing.Lateness;
import dev.tideline.windowing.WindowPolicies;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a run counted goes on, as the bytes that a checkpoint has of it, in a run with another file
 * of stores: one of them is gone, one has another zone, one another currency.
 */
@ExtendWith(TestPipelineExtension.class)
class RestartTest {

  private static final Coder<KV<KV<String, String>, DayRevenue>> CODER =
      KvCoder.of(KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of()), RevenueCoders.DAY);

  private static final Stores BEFORE =
      Stores.of(
          List.of(
              store("gone", "Europe/Berlin", "EUR"),
              store("moved", "Europe/Berlin", "EUR"),
              store("changed", "Europe/Sofia", "BGN")));

  private static final Stores AFTER =
      Stores.of(
          List.of(store("moved", "Pacific/Apia", "EUR"), store("changed", "Europe/Sofia", "EUR")));

  @Test
  void whatWasCountedStaysWhatItWas(TestPipeline pipeline) throws CoderException {
    PCollection<KV<KV<String, String>, DayRevenue>> kept =
        pipeline.apply("Checkpoint", Create.timestamped(kept()).withCoder(CODER));
    PCollection<KV<KV<String, String>, DayRevenue>> counted =
        pipeline
            .apply(
                Create.of(sale("changed", "EUR", "4"), sale("moved", "EUR", "8"))
                    .withCoder(OrderEventCoder.of()))
            .apply(
                CountOnce.of(
                    EventDecoder.marked(),
                    RevenueRules.between(null, null, AFTER, Lateness.closeOfBooks(AFTER)),
                    new OrderContributions(),
                    new AggregateRevenue(AFTER),
                    CODER))
            .rows();

    PCollection<RevenueRow> rows =
        DailyRevenue.rowsOf(
            PCollectionList.of(kept).and(counted).apply(Flatten.pCollections()),
            WindowPolicies.REVENUE_EARLY);

    TextLines.assertText(
        rows.apply(TextLines.of(RestartTest::brief)),
        """
        2026-03-17 changed BGN 1.0000
        2026-03-17 changed EUR 4.0000
        2026-03-17 gone EUR 1.0000
        2026-03-17 moved EUR 1.0000
        2026-03-18 moved EUR 8.0000
        """);
    pipeline.run();
  }

  /** The sums of the run before, through their bytes. */
  private static List<TimestampedValue<KV<KV<String, String>, DayRevenue>>> kept()
      throws CoderException {
    BundleAggregation.Aggregator<OrderFigures, KV<KV<String, String>, DayRevenue>> sums =
        new AggregateRevenue(BEFORE).open();
    List<TimestampedValue<KV<KV<String, String>, DayRevenue>>> counted = new ArrayList<>();
    BundleAggregation.Output<KV<KV<String, String>, DayRevenue>> out =
        (sum, time) -> counted.add(TimestampedValue.of(sum, Instant.ofEpochMilli(time)));
    sums.add(sale("gone", "EUR", "1"), out);
    sums.add(sale("moved", "EUR", "1"), out);
    sums.add(sale("changed", "BGN", "1"), out);
    sums.flush(out);
    List<TimestampedValue<KV<KV<String, String>, DayRevenue>>> kept = new ArrayList<>();
    for (TimestampedValue<KV<KV<String, String>, DayRevenue>> each : counted) {
      byte[] bytes = CoderUtils.encodeToByteArray(CODER, each.getValue());
      kept.add(
          TimestampedValue.of(CoderUtils.decodeFromByteArray(CODER, bytes), each.getTimestamp()));
    }
    return kept;
  }

  private static String brief(RevenueRow row) {
    return "%s %s %s %s"
        .formatted(
            LocalDate.ofEpochDay(row.day().businessDay()),
            row.day().storeId(),
            row.currency(),
            Amount.format(row.revenue().revenue()));
  }

  private static Store store(String id, String zone, String currency) {
    return new Store(id, id, ZoneId.of(zone), currency);
  }

  /** At noon in Berlin, which is past midnight in Apia. */
  private static OrderEvent sale(String store, String currency, String amount) {
    long time = at("2026-03-17T11:30:00Z");
    return new OrderEvent(
        store + currency,
        "order",
        OrderType.PLACED,
        store,
        time,
        time,
        currency,
        List.of(line("dairy", 1, amount, "0")),
        time,
        0,
        RecordLocation.inFile(store, 0));
  }
}
