package dev.tideline.dashboard;

import dev.tideline.sum.Summable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What went on in several stores for a while, each in its currencies. They are one value, because a
 * runner's price is per key, window and value.
 *
 * @param stores the numbers of each; not copied, and not to be changed any more
 */
public record ActivityByStore(SortedMap<StoreCurrency, StoreActivity> stores)
    implements Summable<ActivityByStore> {

  /** No store at all. */
  public static final ActivityByStore NONE = new ActivityByStore(new TreeMap<>());

  public ActivityByStore {
    stores = Collections.unmodifiableSortedMap(stores);
  }

  /**
   * Whose numbers they are.
   *
   * @param storeId the store
   * @param currency of its revenue, ISO 4217
   */
  public record StoreCurrency(String storeId, String currency)
      implements Comparable<StoreCurrency> {
    @Override
    public int compareTo(StoreCurrency other) {
      int byStore = storeId.compareTo(other.storeId);
      return byStore != 0 ? byStore : currency.compareTo(other.currency);
    }
  }

  @Override
  public ActivityByStore plus(ActivityByStore other) {
    if (stores.isEmpty()) {
      return other;
    }
    SortedMap<StoreCurrency, StoreActivity> sum = new TreeMap<>(stores);
    for (Map.Entry<StoreCurrency, StoreActivity> store : other.stores.entrySet()) {
      sum.merge(store.getKey(), store.getValue(), StoreActivity::plus);
    }
    return new ActivityByStore(sum);
  }
}
