package dev.tideline.io.events;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.admission.Outcome;
import dev.tideline.io.EventSource;
import dev.tideline.io.archive.AnyEvents;
import dev.tideline.io.archive.ParquetText;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderJson;
import dev.tideline.order.OrderType;
import dev.tideline.order.OrderView;
import dev.tideline.records.RejectReason;
import dev.tideline.revenue.DailyRevenue;
import dev.tideline.revenue.RevenueRow;
import dev.tideline.revenue.RevenueRules;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import dev.tideline.sum.SumFn;
import dev.tideline.windowing.Lateness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderSourcesTest {

  private static final int ORDERS = 300;
  private static final int COPIES = 3;

  private static final Stores STORES =
      Stores.of(
          IntStream.range(0, 40)
              .mapToObj(i -> new Store("store-" + i, "Store " + i, ZoneOffset.UTC, "EUR"))
              .toList());

  @TempDir private Path folder;

  private static final RevenueRules RULES =
      new RevenueRules(STORES, Lateness.closeOfBooks(STORES), 0, Integer.MAX_VALUE);

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

  @Test
  void everyLineHasOneFateThoughEachEventCameThreeTimes() throws Exception {
    List<String> lines = new ArrayList<>();
    goodOrders()
        .forEach(order -> lines.addAll(Collections.nCopies(COPIES, OrderJson.write(order))));
    Map<RejectReason, Long> broken = new EnumMap<>(RejectReason.class);
    String good = lines.get(0);
    for (Map.Entry<RejectReason, String> mistake : mistakesIn(good).entrySet()) {
      lines.add(mistake.getValue());
      broken.put(mistake.getKey(), 1L);
    }
    Collections.shuffle(lines, new Random(1));
    Files.write(folder.resolve("1.jsonl"), lines.subList(0, 500));
    Files.write(folder.resolve("2.jsonl"), lines.subList(500, lines.size()));

    EventSource<?, OrderView> source =
        OrderSources.open(pipeline, InputFiles.orders(folder.toString()));

    assertThat(source.expected(), is(OptionalLong.empty()));
    PAssert.thatSingleton(ledger(source))
        .isEqualTo(new LedgerEntry(lines.size(), ORDERS, ORDERS * (COPIES - 1L), 0, 0, broken));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void theArchiveIsReadRowByRowAndSaysHowManyThereAre() throws Exception {
    ParquetText.USUAL.orders(folder.resolve("orders.parquet"), goodOrders());

    EventSource<?, OrderView> source =
        OrderSources.open(pipeline, InputFiles.orders(folder.toString()));

    assertThat(source.expected(), is(OptionalLong.of(ORDERS)));
    PAssert.thatSingleton(ledger(source))
        .isEqualTo(new LedgerEntry(ORDERS, ORDERS, 0, 0, 0, Map.of()));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void anEmptyFileHasNothingToCount() throws Exception {
    Files.createFile(folder.resolve("empty.jsonl"));

    EventSource<?, OrderView> source =
        OrderSources.open(pipeline, InputFiles.orders(folder.toString()));

    PAssert.that(ledger(source)).empty();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aFileThatIsNoParquetStopsTheRunBeforeItBegins() throws Exception {
    Files.writeString(folder.resolve("orders.parquet"), "hello");
    InputFiles files = InputFiles.orders(folder.toString());

    assertThrows(InputException.class, () -> OrderSources.open(pipeline, files));
  }

  /** Orders that any run counts: no duplicates, of one currency, placed, with lines. */
  private static Stream<OrderEvent> goodOrders() {
    return AnyEvents.orders(ORDERS * 10, 4, new Random(1))
        .filter(order -> order.type() == OrderType.PLACED && order.currency().equals("EUR"))
        .filter(order -> order.copy() == 0 && order.lineCount() > 0)
        .limit(ORDERS);
  }

  private static <T> PCollection<LedgerEntry> ledger(EventSource<T, OrderView> source) {
    Outcome<RevenueRow> outcome =
        source.elements().apply("Revenue", DailyRevenue.of(source.decoder(), RULES));
    return PCollectionList.of(outcome.ledger())
        .apply("WholeLedger", Flatten.pCollections())
        .apply("OfAllMinutes", Values.create())
        .apply("Total", Combine.globally(SumFn.from(() -> LedgerEntry.ZERO)).withoutDefaults());
  }

  /** One broken line of each kind that JSON can be broken in. */
  private static Map<RejectReason, String> mistakesIn(String good) {
    Map<RejectReason, String> mistakes = new EnumMap<>(RejectReason.class);
    mistakes.put(RejectReason.NOT_JSON, good.substring(0, 100));
    mistakes.put(RejectReason.TOO_LARGE, good + " ".repeat(10 << 20));
    mistakes.put(RejectReason.MISSING_FIELD, good.replace("event_id", "other"));
    mistakes.put(RejectReason.WRONG_TYPE, good.replace("\"PLACED\"", "7"));
    mistakes.put(RejectReason.REPEATED_FIELD, good.replace("currency", "store_id"));
    mistakes.put(
        RejectReason.BAD_TIME, good.replace("\"event_time\":\"2026", "\"event_time\":\"26"));
    mistakes.put(RejectReason.BAD_AMOUNT, good.replace("\"amount\":", "\"amount\":0.00001,\"x\":"));
    mistakes.put(RejectReason.NEGATIVE_AMOUNT, good.replace("\"amount\":", "\"amount\":-1,\"x\":"));
    mistakes.put(
        RejectReason.AMOUNT_OVERFLOW, good.replace("\"amount\":", "\"amount\":1000000001,\"x\":"));
    mistakes.put(RejectReason.UNKNOWN_TYPE, good.replace("PLACED", "SHIPPED"));
    mistakes.put(RejectReason.NO_LINES, good.replaceFirst("\"lines\":.*", "\"lines\":[]}"));
    mistakes.put(RejectReason.UNKNOWN_STORE, good.replaceFirst("store-\\d+", "nowhere"));
    mistakes.put(RejectReason.UNKNOWN_CURRENCY, good.replace("EUR", "XXX"));
    mistakes.put(
        RejectReason.FUTURE_TIME, good.replace("\"event_time\":\"2026", "\"event_time\":\"2027"));
    mistakes.put(
        RejectReason.IMPLAUSIBLE_TIME,
        good.replace("\"event_time\":\"2026", "\"event_time\":\"1970"));
    mistakes.put(
        RejectReason.PLACED_AFTER_EVENT,
        good.replace("\"placed_at\":\"2026", "\"placed_at\":\"2027"));
    mistakes.replaceAll((reason, line) -> line.replaceFirst("event-", reason + "-"));
    return mistakes;
  }
}
