package dev.tideline.windowing;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.IncompatibleWindowException;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PartitioningWindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Of the sliding windows that a timestamp is in, the one that ends first: for sums which were made
 * for each window before they enter it.
 *
 * <p>A runner's price is per element and window, and an event is in as many windows as there are
 * periods in their length. Where a bundle has events of many periods in a row, a sum for each
 * window is one element a period; a sum for each period would be as many again in each of its
 * windows.
 */
final class FirstSlidingWindow extends PartitioningWindowFn<Object, IntervalWindow> {

  private static final long serialVersionUID = 1;

  private final long length;
  private final long period;

  private FirstSlidingWindow(long length, long period) {
    this.length = length;
    this.period = period;
  }

  /**
   * Of windows this long that begin this often, counted from the epoch.
   *
   * @throws IllegalArgumentException if the length is no multiple of the period
   */
  static FirstSlidingWindow of(Duration length, Duration period) {
    if (length.getMillis() % period.getMillis() != 0) {
      throw new IllegalArgumentException(length + " is no multiple of " + period);
    }
    return new FirstSlidingWindow(length.getMillis(), period.getMillis());
  }

  @Override
  public IntervalWindow assignWindow(Instant timestamp) {
    long time = timestamp.getMillis();
    long end = time - Math.floorMod(time, period) + period;
    return new IntervalWindow(Instant.ofEpochMilli(end - length), Instant.ofEpochMilli(end));
  }

  @Override
  public Coder<IntervalWindow> windowCoder() {
    return IntervalWindow.getCoder();
  }

  @Override
  @SuppressWarnings("deprecation") // abstract all the same
  public boolean isCompatible(WindowFn<?, ?> other) {
    return other instanceof FirstSlidingWindow that
        && length == that.length
        && period == that.period;
  }

  @Override
  public void verifyCompatibility(WindowFn<?, ?> other) throws IncompatibleWindowException {
    if (!isCompatible(other)) {
      throw new IncompatibleWindowException(other, "only the same windows go with each other");
    }
  }
}
