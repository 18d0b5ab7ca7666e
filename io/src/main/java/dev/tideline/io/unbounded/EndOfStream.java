package dev.tideline.io.unbounded;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/**
 * Emits one element when a source has come to its end, the watermark has followed and every window
 * has fired for the last time. Flink and the Direct runner end such a run by themselves; Spark goes
 * on for ever, and somebody has to be told.
 *
 * <p>Input: the elements of an unbounded source, each of whose readers ends with {@link
 * EventBatch#end}. Window: global, closed by the end of time. Output: the marker, once.
 *
 * @param <T> what the source hands over
 */
public final class EndOfStream<T> extends PTransform<PCollection<T>, PCollection<String>> {

  private static final long serialVersionUID = 1;

  private final String marker;

  private EndOfStream(String marker) {
    this.marker = marker;
  }

  /** Emits this marker. */
  public static <T> EndOfStream<T> emitting(String marker) {
    return new EndOfStream<>(marker);
  }

  @Override
  public PCollection<String> expand(PCollection<T> elements) {
    return elements
        .apply("LastOfEachReader", ParDo.of(new LastOnes<>(marker)))
        .setCoder(KvCoder.of(VarIntCoder.of(), StringUtf8Coder.of()))
        .apply(
            "AtTheEndOfTime",
            Window.<KV<Integer, String>>into(new GlobalWindows())
                .triggering(AfterWatermark.pastEndOfWindow())
                .withAllowedLateness(Duration.ZERO)
                .discardingFiredPanes())
        .apply("AllReaders", GroupByKey.create())
        .apply("EmitOnce", ParDo.of(new Emit(marker)))
        .setCoder(StringUtf8Coder.of());
  }

  private static final class LastOnes<T> extends DoFn<T, KV<Integer, String>> {
    private static final long serialVersionUID = 1;

    private final String marker;

    LastOnes(String marker) {
      this.marker = marker;
    }

    @ProcessElement
    public void processElement(@Element T element, OutputReceiver<KV<Integer, String>> out) {
      if (element instanceof EventBatch<?> batch && batch.isEnd()) {
        out.output(KV.of(0, marker));
      }
    }
  }

  private static final class Emit extends DoFn<KV<Integer, Iterable<String>>, String> {
    private static final long serialVersionUID = 1;

    private final String marker;

    Emit(String marker) {
      this.marker = marker;
    }

    @ProcessElement
    public void processElement(OutputReceiver<String> out) {
      out.output(marker);
    }
  }
}
