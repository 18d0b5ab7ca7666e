package dev.tideline.datasets.foodmart;

import dev.tideline.money.Amount;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.records.RecordLocation;
import dev.tideline.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * FoodMart's sales as order events: what a customer bought in a store on a day is one placed order.
 *
 * <p>The facts know the day, but no time of day. It is made up from a hash of the order's id,
 * within opening hours on the clock of the store, and so is the time until ingest.
 */
final class Sales {

  private static final LocalTime OPENING = LocalTime.of(8, 0);
  private static final int OPEN_MILLIS = 14 * 3_600_000;
  private static final int LEAST_LATENCY = 200;
  private static final int LATENCIES = 600;
  private static final RecordLocation NOWHERE_YET = RecordLocation.inFile("", 0);

  private final Map<String, Store> stores;
  private final Map<String, LocalDate> days = new HashMap<>();
  private final Map<String, Article> articles = new HashMap<>();
  private final Map<Purchase, List<OrderLine>> purchases = new LinkedHashMap<>();

  /** What an article is sold as. */
  private record Article(String sku, String category) {}

  /** What makes fact rows one order. */
  private record Purchase(LocalDate day, String storeId, String customer) {}

  private Sales(Map<String, Store> stores) {
    this.stores = stores;
  }

  /** All orders of the tables, in no particular order. */
  static List<OrderEvent> read(Map<String, Store> stores, List<String> tables) throws IOException {
    Sales sales = new Sales(stores);
    sales.readDays();
    sales.readArticles();
    for (String table : tables) {
      Table.read(table, sales::addFact);
    }
    List<OrderEvent> events = new ArrayList<>(sales.purchases.size());
    sales.purchases.forEach((purchase, lines) -> events.add(sales.placed(purchase, lines)));
    return events;
  }

  private void readDays() throws IOException {
    Table.read(
        "time_by_day",
        row -> {
          String date = row.text("the_date"); // 1998-01-07 00:00:00.0
          days.put(row.text("time_id"), LocalDate.parse(date.substring(0, 10)));
        });
  }

  private void readArticles() throws IOException {
    Map<String, String> categories = new HashMap<>();
    Table.read(
        "product_class",
        row -> categories.put(row.text("product_class_id"), row.text("product_category")));
    Table.read(
        "product",
        row -> {
          String category = categories.get(row.text("product_class_id"));
          articles.put(row.text("product_id"), new Article(row.text("SKU"), category));
        });
  }

  private void addFact(Table.Row row) {
    Purchase purchase =
        new Purchase(days.get(row.text("time_id")), row.text("store_id"), row.text("customer_id"));
    Article article = articles.get(row.text("product_id"));
    OrderLine line =
        new OrderLine(
            article.sku(),
            article.category(),
            wholeUnits(row.text("unit_sales")),
            Amount.parse(row.text("store_sales")),
            Amount.parse(row.text("store_cost")));
    purchases.computeIfAbsent(purchase, none -> new ArrayList<>()).add(line);
  }

  private OrderEvent placed(Purchase purchase, List<OrderLine> lines) {
    Store store = stores.get(purchase.storeId());
    // Letters part the digits: a longer row of them would be taken for a card number.
    String id =
        "D%sS%sC%s"
            .formatted(
                purchase.day().toString().replace("-", ""),
                purchase.storeId(),
                purchase.customer());
    long hash = hash(id);
    long opening =
        purchase.day().atTime(OPENING).atZone(store.timeZone()).toInstant().toEpochMilli();
    long time = opening + hash % OPEN_MILLIS;
    long ingest = time + LEAST_LATENCY + hash / OPEN_MILLIS % LATENCIES;
    return new OrderEvent(
        id + "P",
        id,
        OrderType.PLACED,
        store.storeId(),
        time,
        time,
        store.currency(),
        lines,
        ingest,
        0,
        NOWHERE_YET);
  }

  /** 64 bits without a sign, from two checksums: a hash that will be the same on any JDK. */
  private static long hash(String id) {
    CRC32C sum = new CRC32C();
    sum.update(id.getBytes(StandardCharsets.US_ASCII));
    long high = sum.getValue();
    sum.update('#');
    return (high << 31) ^ sum.getValue();
  }

  private static int wholeUnits(String decimal) {
    long amount = Amount.parse(decimal);
    if (amount % Amount.PER_UNIT != 0) {
      throw new IllegalStateException(decimal + " is no whole number of units");
    }
    return Math.toIntExact(amount / Amount.PER_UNIT);
  }
}
