package dev.tideline.store;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;

/** All stores of a run, by id: small reference data that travels inside the graph. */
public final class Stores implements Serializable {

  private static final long serialVersionUID = 1;

  private final HashMap<String, Store> byId = new HashMap<>();
  private final HashSet<String> currencies = new HashSet<>();

  /** Made when first asked for; threads share a window function, and so this. */
  private transient volatile HashMap<String, BusinessDays> days;

  private Stores(Collection<Store> stores) {
    for (Store store : stores) {
      if (byId.put(store.storeId(), store) != null) {
        throw new IllegalArgumentException("store " + store.storeId() + " is there twice");
      }
      currencies.add(store.currency());
    }
  }

  /**
   * The stores of a run.
   *
   * @throws IllegalArgumentException if two stores share an id
   */
  public static Stores of(Collection<Store> stores) {
    return new Stores(stores);
  }

  /** The store of that id, or null. */
  public Store get(String storeId) {
    return byId.get(storeId);
  }

  /** The business days of a known store, in its own zone. */
  public BusinessDays daysOf(String storeId) {
    HashMap<String, BusinessDays> known = days;
    if (known == null) {
      known = new HashMap<>();
      for (Store store : byId.values()) {
        known.put(store.storeId(), BusinessDays.in(store.timeZone()));
      }
      days = known;
    }
    return known.get(storeId);
  }

  /** The currencies that at least one store sells in. */
  public Set<String> currencies() {
    return Set.copyOf(currencies);
  }

  /** Whether any store sells in this currency. */
  public boolean knowsCurrency(String currency) {
    return currencies.contains(currency);
  }

  /** All stores, in no particular order. */
  public Collection<Store> all() {
    return Set.copyOf(byId.values());
  }
}
