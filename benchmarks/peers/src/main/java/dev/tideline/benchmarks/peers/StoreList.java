package dev.tideline.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The stores of a data set, which are the same at all times and close their books at 04:00. */
public final class StoreList {

  private StoreList() {}

  /** Reads a file of JSON lines; sorted by their ids. */
  public static List<Store> read(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Store> stores = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode store = json.readTree(line);
      stores.add(
          new Store(
              store.required("store_id").textValue(),
              store.required("name").textValue(),
              ZoneId.of(store.required("time_zone").textValue()),
              store.required("currency").textValue(),
              Store.ALWAYS,
              Store.FOREVER));
    }
    stores.sort(Comparator.comparing(Store::storeId));
    return stores;
  }
}
