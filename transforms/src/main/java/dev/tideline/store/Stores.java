package dev.tideline.store;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All stores of a run, by id: small reference data that travels inside the graph.
 *
 * <p>It travels as bytes, and is looked at where it arrives only if somebody asks: Spark sends a
 * graph's steps with every task, and most of them ask nothing.
 */
public final class Stores implements Serializable {

  private static final long serialVersionUID = 2;

  private final byte[] packed;
  private final long longestDay;

  /** Made when first asked for; threads share rules, and so this. */
  private transient volatile Known known;

  private record Known(Map<String, StoreTimeline> byId, Set<Store> all, Set<String> currencies) {

    static Known of(Collection<Store> stores) {
      Map<String, List<Store>> periods = new HashMap<>();
      Set<String> currencies = new HashSet<>();
      for (Store store : stores) {
        periods.computeIfAbsent(store.storeId(), id -> new ArrayList<>(1)).add(store);
        currencies.add(store.currency());
      }
      Map<String, StoreTimeline> byId = new HashMap<>();
      periods.forEach((id, ofOne) -> byId.put(id, new StoreTimeline(ofOne)));
      return new Known(byId, new HashSet<>(stores), currencies);
    }
  }

  private Stores(Collection<Store> stores) {
    this.known = Known.of(stores);
    this.packed = PackedStores.pack(known.all);
    this.longestDay =
        known.byId.values().stream().mapToLong(StoreTimeline::longestDay).max().orElse(0);
  }

  private Known known() {
    Known here = known;
    if (here == null) {
      here = Known.of(PackedStores.unpack(packed));
      known = here;
    }
    return here;
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
    return known().byId.get(storeId);
  }

  /** The currencies that at least one store sells in, at whatever time. */
  public Set<String> currencies() {
    return Set.copyOf(known().currencies);
  }

  /** Whether any store sells in this currency, at whatever time. */
  public boolean knowsCurrency(String currency) {
    return known().currencies.contains(currency);
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
    return known().all.stream()
        .filter(
            store ->
                store.days().startOf(day) < store.validTo()
                    && store.days().endOf(day) > store.validFrom())
        .toList();
  }

  /** All stores, each as often as it changes, in no particular order. */
  public Collection<Store> all() {
    return Set.copyOf(known().all);
  }
}
