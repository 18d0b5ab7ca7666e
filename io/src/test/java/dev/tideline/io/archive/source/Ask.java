package dev.tideline.io.archive.source;

import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.EventSource;
import dev.tideline.io.archive.Shown;
import dev.tideline.io.events.OrderSources;
import dev.tideline.io.events.PaymentSources;
import dev.tideline.io.files.InputFiles;
import dev.tideline.order.OrderView;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.PaymentView;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;

/** What a source shows of an input, read as a run reads it. */
final class Ask {

  private interface MakeShown<V extends EventView> extends Supplier<Shown<V>>, Serializable {}

  private Ask() {}

  /** Insists that these order events, and rejects, are in an input, and no others. */
  static void orders(Path input, List<String> expected) throws Exception {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    check(
        pipeline,
        OrderSources.open(pipeline, InputFiles.orders(input.toString())),
        Shown::orders,
        expected);
  }

  /** Insists that these payments, and rejects, are in an input, and no others. */
  static void payments(Path input, CardTokens tokens, List<String> expected) throws Exception {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    check(
        pipeline,
        PaymentSources.open(pipeline, InputFiles.payments(input.toString()), tokens),
        Shown::payments,
        expected);
  }

  private static <T, V extends EventView> void check(
      TestPipeline pipeline, EventSource<T, V> source, MakeShown<V> shown, List<String> expected) {
    PAssert.that(
            source
                .elements()
                .apply("Show", ParDo.of(new Show<>(source, shown))))
        .containsInAnyOrder(expected);
    pipeline.run().waitUntilFinish();
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
