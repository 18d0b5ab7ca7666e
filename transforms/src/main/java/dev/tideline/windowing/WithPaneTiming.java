package dev.tideline.windowing;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Keys what windows fire by the timing of their pane.
 *
 * <p>Input: panes. Window: as it is. Output: each element keyed by the name of its pane's timing,
 * {@code EARLY}, {@code ON_TIME} or {@code LATE}; {@code UNKNOWN} if no window has fired it. It
 * must stand before any exchange, past which an element is of no pane.
 *
 * @param <T> what is in the panes
 */
public final class WithPaneTiming<T>
    extends PTransform<PCollection<T>, PCollection<KV<String, T>>> {

  private static final long serialVersionUID = 1;

  private WithPaneTiming() {}

  /** The timings of panes. */
  public static <T> WithPaneTiming<T> ofPanes() {
    return new WithPaneTiming<>();
  }

  @Override
  public PCollection<KV<String, T>> expand(PCollection<T> panes) {
    return panes
        .apply("UnderItsTiming", ParDo.of(new UnderItsTiming<T>()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), panes.getCoder()));
  }

  private static final class UnderItsTiming<T> extends DoFn<T, KV<String, T>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(
        @Element T element, PaneInfo pane, OutputReceiver<KV<String, T>> out) {
      out.output(KV.of(pane.getTiming().name(), element));
    }
  }
}
