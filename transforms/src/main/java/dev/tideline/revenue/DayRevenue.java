package dev.tideline.revenue;

import dev.tideline.sum.Summable;
import dev.tideline.windowing.BusinessDayWindows.OfBusinessDay;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a store earned on a business day in one currency, by category. The day is one value, because
 * it is replaced as a whole, and because a runner's price is per key and value.
 *
 * @param businessDay the day in the store's own zone, as an epoch day; of {@link #NONE} any
 * @param categories the sums of each category, by its name
 */
public record DayRevenue(int businessDay, SortedMap<String, Revenue> categories)
    implements Summable<DayRevenue>, OfBusinessDay {

  /** Nothing at all. */
  public static final DayRevenue NONE = new DayRevenue(0, new TreeMap<>());

  public DayRevenue {
    categories = Collections.unmodifiableSortedMap(new TreeMap<>(categories));
  }

  /** How many events are booked on the day, in all categories. */
  public long events() {
    return categories.values().stream().mapToLong(Revenue::events).reduce(0, Math::addExact);
  }

  @Override
  public DayRevenue plus(DayRevenue other) {
    if (categories.isEmpty()) {
      return other;
    }
    SortedMap<String, Revenue> sum = new TreeMap<>(categories);
    for (Map.Entry<String, Revenue> category : other.categories.entrySet()) {
      sum.merge(category.getKey(), category.getValue(), Revenue::plus);
    }
    return new DayRevenue(businessDay, sum);
  }
}
