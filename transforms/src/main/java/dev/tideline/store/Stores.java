package dev.tideline.store;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All stores of a run, by id: small reference data that travels inside the graph. */
public final class Stores implements Serializable {

  private static final long serialVersionUID = 1;

  private final HashMap<String, StoreTimeline> byId = new HashMap<>();
  private final HashSet<Store> all;
  private final HashSet<String> currencies = new HashSet<>();
  private final long longestDay;

  private Stores(Collection<Store> stores) {
    this.all = new HashSet<>(stores);
    Map<String, List<Store>> periods = new HashMap<>();
    for (Store store : stores) {
      periods.computeIfAbsent(store.storeId(), id -> new ArrayList<>()).add(store);
      currencies.add(store.currency());
    }
    periods.forEach((id, ofOne) -> byId.put(id, new StoreTimeline(ofOne)));
    this.longestDay = byId.values().stream().mapToLong(StoreTimeline::longestDay).max().orElse(0);
  }

  /**
   * The stores of a run.
   *
   * @param stores in any order; several of one id are what it was, one after the other
   * @throws IllegalArgumentException if two of one id overlap in time
   */
  public static Stores of(Collection<Store> stores) {
    return new Stores(stores);
  }

  /** All that the store of that id was, or null if there never was one. */
  public StoreTimeline get(String storeId) {
    return byId.get(storeId);
  }

  /** The currencies that at least one store sells in, at whatever time. */
  public Set<String> currencies() {
    return Set.copyOf(currencies);
  }

  /** Whether any store sells in this currency, at whatever time. */
  public boolean knowsCurrency(String currency) {
    return currencies.contains(currency);
  }

  /**
   * The longest time from the first moment of a store's business day to the close of its books, in
   * ms: 29 hours where days are dates that close at 04:00, more where a store has other hours, or
   * changes them or its zone.
   */
  public long longestDay() {
    return longestDay;
  }

  /**
   * The stores that are open at some moment of a business day, each as it is then: as often as it
   * changes in the midst of it.
   *
   * @param day an epoch day
   */
  public List<Store> openOn(int day) {
    return all.stream()
        .filter(
            store ->
                store.days().startOf(day) < store.validTo()
                    && store.days().endOf(day) > store.validFrom())
        .toList();
  }

  /** All stores, each as often as it changes, in no particular order. */
  public Collection<Store> all() {
    return Set.copyOf(all);
  }
}
