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
 * Says once that a source has come to its end, when the watermark has followed and every window has
 * had its last word. Flink and the Direct runner end such a run by themselves; Spark goes on for
 * ever, and somebody has to be told.
 *
 * <p>Input: the elements of an unbounded source, each of whose readers ends with an empty {@link
 * EventBatch}. Window: global, closed by the end of time. Output: the word, once.
 *
 * @param <T> what the source hands over
 */
public final class EndOfStream<T> extends PTransform<PCollection<T>, PCollection<String>> {

  private static final long serialVersionUID = 1;

  private final String word;

  private EndOfStream(String word) {
    this.word = word;
  }

  /** Says this word. */
  public static <T> EndOfStream<T> saying(String word) {
    return new EndOfStream<>(word);
  }

  @Override
  public PCollection<String> expand(PCollection<T> elements) {
    return elements
        .apply("LastOfEachReader", ParDo.of(new LastOnes<>(word)))
        .setCoder(KvCoder.of(VarIntCoder.of(), StringUtf8Coder.of()))
        .apply(
            "AtTheEndOfTime",
            Window.<KV<Integer, String>>into(new GlobalWindows())
                .triggering(AfterWatermark.pastEndOfWindow())
                .withAllowedLateness(Duration.ZERO)
                .discardingFiredPanes())
        .apply("AllReaders", GroupByKey.create())
        .apply("SayOnce", ParDo.of(new Say(word)))
        .setCoder(StringUtf8Coder.of());
  }

  private static final class LastOnes<T> extends DoFn<T, KV<Integer, String>> {
    private static final long serialVersionUID = 1;

    private final String word;

    LastOnes(String word) {
      this.word = word;
    }

    @ProcessElement
    public void processElement(@Element T element, OutputReceiver<KV<Integer, String>> out) {
      if (element instanceof EventBatch<?> arrivals && arrivals.size() == 0) {
        out.output(KV.of(0, word));
      }
    }
  }

  private static final class Say extends DoFn<KV<Integer, Iterable<String>>, String> {
    private static final long serialVersionUID = 1;

    private final String word;

    Say(String word) {
      this.word = word;
    }

    @ProcessElement
    public void processElement(OutputReceiver<String> out) {
      out.output(word);
    }
  }
}
