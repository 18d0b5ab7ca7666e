package dev.tideline.pipelines.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.json.Timestamps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A day of a shop made from a seed: orders and payments that come late, twice, from the future,
 * broken, or without saying when they came, in no order.
 */
final class AnyDay {

  private static final int EVENTS = 300;

  /**
   * From when an event happened to when it was ingested, in ms, with the bounds of what is late.
   */
  private static final long[] DELAYS = {
    0, 700, 5_000, -60_000, -60_001, 300_000, 600_000, 600_001, 3_600_000, 20_000_000, 100_000_000
  };

  private final Random random;
  private final long start = Timestamps.parse("2026-03-17T20:00:00.000Z");

  private AnyDay(long seed) {
    this.random = new Random(seed);
  }

  /** Writes the day of a seed into a shop, a data set of its own. */
  static OneStore of(long seed, Path folder) throws IOException {
    AnyDay day = new AnyDay(seed);
    OneStore shop = OneStore.in(folder);
    for (String file : List.of("part-0.jsonl", "part-1.jsonl")) {
      List<byte[]> orders = new ArrayList<>();
      List<byte[]> payments = new ArrayList<>();
      for (int i = 0; i < EVENTS / 2; i++) {
        day.add(day.order(file + i), orders);
        day.add(day.payment(file + i), payments);
      }
      Collections.shuffle(orders, day.random);
      Collections.shuffle(payments, day.random);
      shop.write("orders", file, orders);
      shop.write("payments", file, payments);
    }
    return shop;
  }

  /** An event but for when it was ingested, and when it happened. */
  private record Event(String json, long time) {}

  private Event order(String id) {
    String type = List.of("PLACED", "CANCELLED", "REFUNDED", "FULFILLED").get(random.nextInt(4));
    String category = random.nextInt(50) == 0 ? "c".repeat(300) : "c" + random.nextInt(3);
    long time = start + random.nextInt(8 * 3_600_000);
    long placedAt = type.equals("PLACED") ? time : time - random.nextInt(3_000_000);
    String json =
        """
        "event_id":"%s","order_id":"o-%1$s","type":"%s",%s,"event_time":"%s","placed_at":"%s",\
        "lines":[{"sku":"s","category":"%s","quantity":%d,"amount":%d.25,"cost":1.1234}]}"""
            .formatted(
                id,
                type,
                store(),
                Timestamps.format(time),
                Timestamps.format(placedAt),
                category,
                random.nextInt(9),
                random.nextInt(40));
    return new Event(json, time);
  }

  private Event payment(String id) {
    long time = start + random.nextInt(10) * 1_800_000L + random.nextInt(150) * 1_000L;
    String json =
        """
        "payment_id":"%s","order_id":"o","card_number":"411111111111111%d",%s,"gateway":"acme",\
        "amount":%d.5,"event_time":"%s"}"""
            .formatted(
                id, random.nextInt(2), store(), random.nextInt(12_000), Timestamps.format(time));
    return new Event(json, time);
  }

  private String store() {
    return random.nextBoolean()
        ? "\"store_id\":\"berlin\",\"currency\":\"EUR\""
        : "\"store_id\":\"new-york\",\"currency\":\"USD\"";
  }

  private void add(Event event, List<byte[]> lines) {
    do {
      long ingest = event.time + DELAYS[random.nextInt(random.nextBoolean() ? 3 : DELAYS.length)];
      String line = "{\"ingest_time\":\"" + Timestamps.format(ingest) + "\"," + event.json;
      lines.add(
          switch (random.nextInt(40)) {
            case 0 -> line.substring(0, 100 + random.nextInt(30)).getBytes(UTF_8);
            case 1 -> ("{" + event.json).getBytes(UTF_8);
            case 2 -> line.replaceFirst("2026", "1970").getBytes(UTF_8);
            default -> line.getBytes(UTF_8);
          });
    } while (random.nextInt(5) == 0);
  }
}
