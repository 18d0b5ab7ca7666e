package dev.tideline.dashboard;

import static dev.tideline.testing.FreshMartStores.at;

import dev.tideline.dashboard.ActivityByStore.StoreCurrency;
import dev.tideline.money.Amount;
import dev.tideline.sum.Total;
import dev.tideline.testing.TextLines;
import dev.tideline.windowing.WindowPolicies;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a checkpoint has of a store is told whatever the stores of the run that goes on from it. */
@ExtendWith(TestPipelineExtension.class)
class DashboardRestartTest {

  private static final Coder<KV<Integer, ActivityByStore>> CODER =
      KvCoder.of(VarIntCoder.of(), DashboardCoders.BY_STORE);

  @Test
  void whatWasCountedSaysWhoseItIs(TestPipeline pipeline) throws CoderException {
    KV<Integer, ActivityByStore> counted =
        KV.of(
            7,
            new ActivityByStore(
                new TreeMap<>(
                    Map.of(
                        new StoreCurrency("gone", "BGN"),
                        new StoreActivity(1, Total.of(10_000), 0, ServiceTimes.of(5_000))))));
    KV<Integer, ActivityByStore> kept =
        CoderUtils.decodeFromByteArray(CODER, CoderUtils.encodeToByteArray(CODER, counted));
    long last = at("2026-03-17T10:04:59.999Z");

    PCollection<DashboardRow> rows =
        OpsDashboard.rowsOf(
            pipeline.apply(
                Create.timestamped(
                        TimestampedValue.of(kept, org.joda.time.Instant.ofEpochMilli(last)))
                    .withCoder(CODER)),
            WindowPolicies.DASHBOARD_EARLY);

    TextLines.assertText(
        rows.apply(TextLines.of(DashboardRestartTest::brief)),
        """
        2026-03-17T10:05:00Z gone BGN 1.0000
        """);
    pipeline.run();
  }

  private static String brief(DashboardRow row) {
    return "%s %s %s %s"
        .formatted(
            Instant.ofEpochMilli(row.windowEnd()),
            row.storeId(),
            row.currency(),
            Amount.format(row.activity().revenue()));
  }
}
