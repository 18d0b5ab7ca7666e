package dev.tideline.testing;

import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** A retailer to test with: a few stores in zones that differ in how their clocks change. */
public final class FreshMartStores {

  /** All stores. */
  public static final List<Store> ALL =
      List.of(
          new Store("berlin", "Alexanderplatz", ZoneId.of("Europe/Berlin"), "EUR"),
          new Store("boston", "Back Bay", ZoneId.of("America/New_York"), "USD"),
          new Store("paulo", "Avenida Paulista", ZoneId.of("America/Sao_Paulo"), "BRL"),
          new Store("delhi", "Connaught Place", ZoneId.of("Asia/Kolkata"), "INR"),
          new Store("apia", "Beach Road", ZoneId.of("Pacific/Apia"), "WST"));

  /** The reference data of all stores. */
  public static final Stores STORES = Stores.of(ALL);

  private FreshMartStores() {}

  /** The currency of a store. */
  public static String currencyOf(String storeId) {
    return STORES.get(storeId).at(0).currency();
  }

  /** A time such as {@code 2026-03-17T09:30:00Z} in ms since the epoch. */
  public static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  /** An amount such as {@code 12.50} in 1/10 000 currency units. */
  public static long money(String amount) {
    return new BigDecimal(amount).movePointRight(4).longValueExact();
  }
}
