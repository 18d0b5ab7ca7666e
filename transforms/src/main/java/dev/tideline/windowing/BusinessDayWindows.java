package dev.tideline.windowing;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.IncompatibleWindowException;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.NonMergingWindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowMappingFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * One window per business day, which ends when its books close, on the morning after. So the
 * window's end, where a runner fires on time, is the moment from which the day is final.
 *
 * <p>An element says itself which day it is of, and its timestamp is the last ms before the books
 * close. So a window follows from its element alone: what a runner kept is of the day it was of,
 * whatever has become of the store since. The window begins at midnight UTC of the date, which only
 * tells days apart whose books close at the same moment.
 *
 * @param <V> what is added up
 */
public final class BusinessDayWindows<K, V extends BusinessDayWindows.OfBusinessDay>
    extends NonMergingWindowFn<KV<K, V>, IntervalWindow> {

  private static final long serialVersionUID = 1;
  private static final long DAY = 86_400_000L;

  /** Something of one business day. */
  public interface OfBusinessDay {
    /** The date on the store's clock, as an epoch day. */
    int businessDay();
  }

  private BusinessDayWindows() {}

  /** The windows of elements that say which day they are of. */
  public static <K, V extends OfBusinessDay> BusinessDayWindows<K, V> create() {
    return new BusinessDayWindows<>();
  }

  @Override
  public List<IntervalWindow> assignWindows(AssignContext context) {
    long day = context.element().getValue().businessDay();
    return List.of(
        new IntervalWindow(
            Instant.ofEpochMilli(day * DAY), context.timestamp().plus(Duration.millis(1))));
  }

  @Override
  public Coder<IntervalWindow> windowCoder() {
    return IntervalWindow.getCoder();
  }

  @Override
  @SuppressWarnings("deprecation") // abstract all the same
  public boolean isCompatible(WindowFn<?, ?> other) {
    return other instanceof BusinessDayWindows;
  }

  @Override
  public void verifyCompatibility(WindowFn<?, ?> other) throws IncompatibleWindowException {
    if (!isCompatible(other)) {
      throw new IncompatibleWindowException(other, "business days only go with business days");
    }
  }

  @Override
  public WindowMappingFn<IntervalWindow> getDefaultWindowMappingFn() {
    throw new UnsupportedOperationException("business days are no window for side inputs");
  }
}
