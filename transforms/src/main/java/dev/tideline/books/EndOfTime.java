package dev.tideline.books;

import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Instant;

/**
 * Emits a marker when all readers of a source have come to their end and the watermark has
 * followed: then every window has fired for the last time.
 *
 * <p>Input: the books of a run ({@link KeepBooks}). Window: theirs. Output: the marker, once or a
 * few times.
 */
public final class EndOfTime extends PTransform<PCollection<Books>, PCollection<String>> {

  /** The time of what is of a whole run. */
  static final Instant INSTANT = GlobalWindow.INSTANCE.maxTimestamp();

  private static final long serialVersionUID = 1;

  private final String marker;

  private EndOfTime(String marker) {
    this.marker = marker;
  }

  /** Emits this marker. */
  public static EndOfTime emitting(String marker) {
    return new EndOfTime(marker);
  }

  @Override
  public PCollection<String> expand(PCollection<Books> books) {
    return books.apply("AtTheEnd", ParDo.of(new AtTheEndFn(marker))).setCoder(StringUtf8Coder.of());
  }

  private static final class AtTheEndFn extends DoFn<Books, String> {
    private static final long serialVersionUID = 1;

    private final String marker;

    AtTheEndFn(String marker) {
      this.marker = marker;
    }

    @ProcessElement
    public void processElement(BoundedWindow window, PaneInfo pane, OutputReceiver<String> out) {
      if (window.maxTimestamp().equals(INSTANT) && pane.getTiming() != PaneInfo.Timing.EARLY) {
        out.output(marker);
      }
    }
  }
}
