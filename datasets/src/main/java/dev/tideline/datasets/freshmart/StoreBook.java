package dev.tideline.datasets.freshmart;

import dev.tideline.store.Store;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** FreshMart's stores: in turn in each of these cities, so that a few already span the globe. */
final class StoreBook {

  private record City(String name, String timeZone, String currency) {}

  /**
   * Zones with and without summer time, of half hours, and one whose clocks change by half an hour.
   */
  private static final City[] CITIES = {
    new City("Berlin", "Europe/Berlin", "EUR"),
    new City("New York", "America/New_York", "USD"),
    new City("Tokyo", "Asia/Tokyo", "JPY"),
    new City("London", "Europe/London", "GBP"),
    new City("Los Angeles", "America/Los_Angeles", "USD"),
    new City("Lord Howe Island", "Australia/Lord_Howe", "AUD"),
    new City("Kolkata", "Asia/Kolkata", "INR"),
    new City("São Paulo", "America/Sao_Paulo", "BRL"),
    new City("Sydney", "Australia/Sydney", "AUD"),
    new City("Johannesburg", "Africa/Johannesburg", "ZAR"),
    new City("Madrid", "Europe/Madrid", "EUR"),
    new City("Honolulu", "Pacific/Honolulu", "USD"),
  };

  private StoreBook() {}

  /** So many stores; the first ones of a longer list are those of a shorter one. */
  static List<Store> of(int count) {
    List<Store> stores = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      City city = CITIES[i % CITIES.length];
      StringBuilder id = new StringBuilder("S");
      Digits.append(id, i + 1, 4);
      String name = "FreshMart " + city.name() + " " + (i / CITIES.length + 1);
      stores.add(new Store(id.toString(), name, ZoneId.of(city.timeZone()), city.currency()));
    }
    return stores;
  }
}
