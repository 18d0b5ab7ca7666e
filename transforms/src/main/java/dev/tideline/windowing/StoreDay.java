package dev.tideline.windowing;

/** Something that belongs to one business day of one store. */
public interface StoreDay {

  /** The store. */
  String storeId();

  /** The business day in the store's own zone, as an epoch day. */
  int businessDay();
}
