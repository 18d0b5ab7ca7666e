package dev.tideline.windowing;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Drops what the windows of a bounded run fire before all is read.
 *
 * <p>The watermark of a bounded run stands still until all is read, so each window fires on time
 * once, with all that is in it. But a runner whose clock runs, as the Direct runner's does, also
 * fires early in a run that takes longer than the trigger's delay.
 *
 * <p>Input: the panes of a bounded run. Output: those that are not early. Unbounded runs don't want
 * it: there the early rows are the point, and the newer row of a key replaces the older.
 *
 * @param <T> what is in the panes
 */
public final class DropEarlyPanes<T> extends PTransform<PCollection<T>, PCollection<T>> {

  private static final long serialVersionUID = 1;

  private DropEarlyPanes() {}

  /** Only what windows fire once all is read. */
  public static <T> DropEarlyPanes<T> of() {
    return new DropEarlyPanes<>();
  }

  @Override
  public PCollection<T> expand(PCollection<T> panes) {
    return panes.apply("DropEarly", ParDo.of(new DropEarly<T>())).setCoder(panes.getCoder());
  }

  private static final class DropEarly<T> extends DoFn<T, T> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(@Element T element, PaneInfo pane, OutputReceiver<T> out) {
      if (pane.getTiming() != PaneInfo.Timing.EARLY) {
        out.output(element);
      }
    }
  }
}
