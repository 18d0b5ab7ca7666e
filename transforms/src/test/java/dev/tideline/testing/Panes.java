package dev.tideline.testing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes every row of every pane as a line: window, index and timing of the pane, row. The lines of
 * a window sort in the order in which it fired.
 *
 * @param <R> the row
 */
public final class Panes<R> extends PTransform<PCollection<R>, PCollection<String>> {

  private static final long serialVersionUID = 1;

  private final SerializableFunction<R, String> text;

  private Panes(SerializableFunction<R, String> text) {
    this.text = text;
  }

  /** The panes of rows that are written like this. */
  public static <R> Panes<R> of(SerializableFunction<R, String> text) {
    return new Panes<>(text);
  }

  @Override
  public PCollection<String> expand(PCollection<R> rows) {
    return rows.apply("ToLines", ParDo.of(new ToLine<>(text))).setCoder(StringUtf8Coder.of());
  }

  private static final class ToLine<R> extends DoFn<R, String> {
    private static final long serialVersionUID = 1;

    private final SerializableFunction<R, String> text;

    ToLine(SerializableFunction<R, String> text) {
      this.text = text;
    }

    @ProcessElement
    public void processElement(
        @Element R row, BoundedWindow window, PaneInfo pane, OutputReceiver<String> out) {
      out.output(
          String.format(
              "%s %d %-7s  %s", name(window), pane.getIndex(), timing(pane), text.apply(row)));
    }

    private static String timing(PaneInfo pane) {
      return pane.getTiming() == PaneInfo.Timing.UNKNOWN ? "AT ONCE" : pane.getTiming().name();
    }

    private static String name(BoundedWindow window) {
      if (window instanceof IntervalWindow interval) {
        return "["
            + time(interval.start().getMillis())
            + ", "
            + time(interval.end().getMillis())
            + ")";
      }
      return "global";
    }

    private static String time(long millis) {
      return DateTimeFormatter.ofPattern("dd'T'HH:mm")
          .format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    }
  }
}
