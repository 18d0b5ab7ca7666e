package dev.tideline.windowing;

import dev.tideline.store.BusinessDays;
import dev.tideline.store.Stores;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.IncompatibleWindowException;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.NonMergingWindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowMappingFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/**
 * One window per business day of a store: from the first moment of its calendar day, in its own
 * zone, to the close of its books on the morning after. So the window's end, where a runner fires
 * on time, is the moment from which the day is final. Events of the day itself only are put into
 * it; the hours up to the close belong to what still arrives.
 *
 * <p>Elements are keyed by store, and their timestamps say which day they belong to.
 *
 * @param <V> any value
 */
public final class BusinessDayWindows<V> extends NonMergingWindowFn<KV<String, V>, IntervalWindow> {

  private static final long serialVersionUID = 1;

  private final Stores stores;

  private BusinessDayWindows(Stores stores) {
    this.stores = stores;
  }

  /** The business days of these stores. */
  public static <V> BusinessDayWindows<V> of(Stores stores) {
    return new BusinessDayWindows<>(stores);
  }

  /**
   * The window of a store's business day.
   *
   * @param time any moment of the day
   */
  public IntervalWindow windowOf(String storeId, Instant time) {
    BusinessDays days = stores.daysOf(storeId);
    int day = days.dayOf(time.getMillis());
    return new IntervalWindow(
        Instant.ofEpochMilli(days.startOf(day)), Instant.ofEpochMilli(days.closeOfBooks(day)));
  }

  @Override
  public List<IntervalWindow> assignWindows(AssignContext context) {
    return List.of(windowOf(context.element().getKey(), context.timestamp()));
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
