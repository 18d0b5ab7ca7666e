package dev.tideline.io.archive.source;

import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.EventSource;
import dev.tideline.io.archive.Shown;
import dev.tideline.io.events.OrderSources;
import dev.tideline.io.events.PaymentSources;
import dev.tideline.io.files.InputFiles;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.order.OrderView;
import dev.tideline.payment.CardTokens;
import dev.tideline.revenue.DailyRevenue;
import dev.tideline.revenue.RevenueRules;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import dev.tideline.windowing.Lateness;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** What a source shows of an input, read as a run reads it. */
final class Ask {

  private interface MakeShown<V extends EventView> extends Supplier<Shown<V>>, Serializable {}

  private Ask() {}

  /** All order events and rejects of an input, as text. */
  static List<String> orders(Path input) throws Exception {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    return shown(
        pipeline, OrderSources.open(pipeline, InputFiles.orders(input.toString())), Shown::orders);
  }

  /** What daily-revenue makes of an input of order events of berlin. */
  static LedgerEntry ledger(Path input) throws Exception {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    Kept.LEDGER.clear();
    PAssert.that(
            ledger(OrderSources.open(pipeline, InputFiles.orders(input.toString())))
                .apply("OfAllMinutes", Values.create()))
        .satisfies(
            all -> {
              all.forEach(Kept.LEDGER::add);
              return null;
            });
    pipeline.run().waitUntilFinish();
    return Kept.LEDGER.stream().reduce(LedgerEntry.ZERO, LedgerEntry::plus);
  }

  private static <T> PCollection<KV<Long, LedgerEntry>> ledger(EventSource<T, OrderView> source) {
    Stores stores =
        Stores.of(List.of(new Store("berlin", "Berlin", ZoneId.of("Europe/Berlin"), "EUR")));
    RevenueRules rules = RevenueRules.between(null, null, stores, Lateness.closeOfBooks(stores));
    return source.elements().apply("Revenue", DailyRevenue.of(source.decoder(), rules)).ledger();
  }

  /** What in an input made a run fail: said by the failure itself, or found out afterwards. */
  static List<String> faults(Path input, Throwable failure) throws Exception {
    Pipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    List<String> faults = new ArrayList<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      faults.add(String.valueOf(cause.getMessage()));
    }
    faults.addAll(
        OrderSources.open(pipeline, InputFiles.orders(input.toString())).faults().apply(failure));
    return faults;
  }

  /** All payments and rejects of an input, as text. */
  static List<String> payments(Path input, CardTokens tokens) throws Exception {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    return shown(
        pipeline,
        PaymentSources.open(pipeline, InputFiles.payments(input.toString()), tokens),
        Shown::payments);
  }

  /** Reason, field and location of each reject, and what else there is as it is. */
  static List<String> rejects(List<String> shown) {
    return shown.stream()
        .filter(line -> line.startsWith("Reject["))
        .map(
            line ->
                line.replaceAll(
                    "Reject.reason=(.*), detail=(.*), value=.*, location=(.*), ingestTime=.*",
                    "$1 $2 $3"))
        .sorted()
        .toList();
  }

  private static <T, V extends EventView> List<String> shown(
      TestPipeline pipeline, EventSource<T, V> source, MakeShown<V> shown) {
    Kept.LINES.clear();
    keep(source.elements().apply("Show", ParDo.of(new Show<>(source, shown))));
    pipeline.run().waitUntilFinish();
    return List.copyOf(Kept.LINES);
  }

  private static void keep(PCollection<String> lines) {
    PAssert.that(lines)
        .satisfies(
            all -> {
              all.forEach(Kept.LINES::add);
              return null;
            });
  }

  /** Where the Direct runner, which is in this process, leaves what it found. */
  private static final class Kept {
    static final List<String> LINES = Collections.synchronizedList(new ArrayList<>());
    static final List<LedgerEntry> LEDGER = Collections.synchronizedList(new ArrayList<>());
  }

  private static final class Show<T, V extends EventView> extends DoFn<T, String> {
    private final RecordDecoder<T, V> decoder;
    private final MakeShown<V> shown;

    Show(EventSource<T, V> source, MakeShown<V> shown) {
      this.decoder = source.decoder();
      this.shown = shown;
    }

    @ProcessElement
    public void processElement(@Element T element, OutputReceiver<String> out) throws Exception {
      Shown<V> here = shown.get();
      decoder.decode(element, here);
      here.lines.stream().filter(line -> !line.startsWith("read ")).forEach(out::output);
    }
  }
}
