package dev.tideline.datasets.foodmart;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tideline.datasets.journey.SentEvent;
import dev.tideline.datasets.output.DataSetFolder;
import dev.tideline.datasets.output.Format;
import dev.tideline.datasets.output.TopicFiles;
import dev.tideline.io.archive.ArchivePart;
import dev.tideline.order.OrderEvent;
import dev.tideline.store.Store;
import dev.tideline.store.StoreJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The FoodMart data set, which has been used to show business software for decades: the sales of a
 * food retailer in 1997 and 1998.
 *
 * @param stores its stores
 * @param orders its orders, in order of ingest
 */
public record FoodMartData(List<Store> stores, List<OrderEvent> orders) {

  /**
   * What it is known to hold, in 1/10 000 dollars: a conversion that gives anything else is wrong.
   */
  public static final SortedMap<Integer, YearTotal> KNOWN =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of(
                  1997, new YearTotal(86_837, 5_652_381_300L, 2_256_272_336L, 266_773),
                  1998, new YearTotal(164_558, 10_791_474_700L, 4_325_657_289L, 509_987))));

  private static final ObjectWriter JSON =
      JsonMapper.builder()
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build()
          .writerWithDefaultPrettyPrinter();

  /**
   * Reads it from the class path.
   *
   * @param years whose sales are wanted, of those that are {@link #KNOWN}
   * @throws IOException if it does not add up to what it is known to
   */
  public static FoodMartData read(Collection<Integer> years) throws IOException {
    Map<String, Store> stores = Branches.read();
    List<String> facts = years.stream().distinct().map(year -> "sales_fact_" + year).toList();
    List<OrderEvent> orders =
        Sales.read(stores, facts).stream()
            .sorted(
                Comparator.comparingLong(OrderEvent::ingestTime).thenComparing(OrderEvent::eventId))
            .toList();
    FoodMartData data = new FoodMartData(List.copyOf(stores.values()), orders);
    SortedMap<Integer, YearTotal> known = new TreeMap<>(KNOWN);
    known.keySet().retainAll(years);
    if (!data.totals().equals(known)) {
      throw new IOException("FoodMart is known to hold " + known + ", not " + data.totals());
    }
    return data;
  }

  /** What it adds up to, by the stores' own calendar years. */
  public SortedMap<Integer, YearTotal> totals() {
    SortedMap<Integer, YearTotal> totals = new TreeMap<>();
    Map<String, Store> byId = new TreeMap<>();
    stores.forEach(store -> byId.put(store.storeId(), store));
    for (OrderEvent order : orders) {
      Store store = byId.get(order.storeId());
      int year = Instant.ofEpochMilli(order.eventTime()).atZone(store.timeZone()).getYear();
      totals.put(year, totals.getOrDefault(year, YearTotal.NONE).plus(order));
    }
    return totals;
  }

  /** Writes it, with a {@code truth.json} that says what each year adds up to. */
  public void write(Path folder, Format format) throws IOException {
    Files.write(
        folder.resolve(DataSetFolder.STORES), stores.stream().map(StoreJson::write).toList());
    JSON.writeValue(folder.resolve(DataSetFolder.TRUTH).toFile(), truth());
    ArchivePart all = new ArchivePart("FoodMart " + totals().keySet(), 0);
    try (TopicFiles<OrderEvent, ?> topic =
        format.orders(folder.resolve(DataSetFolder.ORDERS), all)) {
      for (OrderEvent order : orders) {
        topic.write(SentEvent.whole(order));
      }
      topic.complete();
    }
  }

  private Map<Integer, Map<String, Object>> truth() {
    Map<Integer, Map<String, Object>> years = new TreeMap<>();
    totals().forEach((year, total) -> years.put(year, total.toMap()));
    return years;
  }
}
