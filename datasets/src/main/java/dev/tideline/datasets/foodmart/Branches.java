package dev.tideline.datasets.foodmart;

import dev.tideline.store.Store;
import java.io.IOException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** FoodMart's stores. Its facts are all in dollars, in Mexico and Canada too. */
final class Branches {

  /** The zone of each state that has a store. */
  private static final Map<String, ZoneId> ZONES =
      Map.of(
          "BC", ZoneId.of("America/Vancouver"),
          "CA", ZoneId.of("America/Los_Angeles"),
          "OR", ZoneId.of("America/Los_Angeles"),
          "WA", ZoneId.of("America/Los_Angeles"),
          "DF", ZoneId.of("America/Mexico_City"),
          "Guerrero", ZoneId.of("America/Mexico_City"),
          "Jalisco", ZoneId.of("America/Mexico_City"),
          "Veracruz", ZoneId.of("America/Mexico_City"),
          "Yucatan", ZoneId.of("America/Merida"),
          "Zacatecas", ZoneId.of("America/Mexico_City"));

  private static final String CURRENCY = "USD";

  private Branches() {}

  /**
   * The stores by id.
   *
   * @throws IllegalStateException if one is in a state whose zone is not known
   */
  static Map<String, Store> read() throws IOException {
    Map<String, Store> stores = new LinkedHashMap<>();
    Table.read(
        "store",
        row -> {
          String id = row.text("store_id");
          String name = row.text("store_name") + " " + row.text("store_city");
          stores.put(id, new Store(id, name, zoneOf(row.text("store_state")), CURRENCY));
        });
    return stores;
  }

  private static ZoneId zoneOf(String state) {
    ZoneId zone = ZONES.get(state);
    if (zone == null) {
      throw new IllegalStateException("no time zone is known for the state " + state);
    }
    return zone;
  }
}
