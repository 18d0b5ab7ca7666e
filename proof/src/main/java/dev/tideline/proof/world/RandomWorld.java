package dev.tideline.proof.world;

import dev.tideline.proof.world.WorldStore.Hours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A world made from a seed: some hundred events around a day on which a clock may change, that come
 * late, twice, from the future or broken, and often exactly where a window, a day or a tolerance
 * ends.
 */
public final class RandomWorld {

  private static final int ORDERS = 240;
  private static final int PAYMENTS = 240;

  private static final List<WorldStore> SHOPS =
      List.of(
          new WorldStore("berlin", ZoneId.of("Europe/Berlin"), "EUR"),
          new WorldStore("boston", ZoneId.of("America/New_York"), "USD"),
          new WorldStore("apia", ZoneId.of("Pacific/Apia"), "WST"),
          new WorldStore("mumbai", ZoneId.of("Asia/Kolkata"), "INR"),
          new WorldStore("lord-howe", ZoneId.of("Australia/Lord_Howe"), "AUD"));

  /** As most shops have it; bars and night shops; such as begin while a clock changes. */
  private static final List<Hours> HOURS =
      List.of(
          Hours.PLAIN,
          Hours.PLAIN,
          Hours.of("06:00", "12:00"),
          Hours.of("02:30", "02:30"),
          Hours.of("00:00", "23:30"),
          Hours.of("16:00", "23:00"));

  /** Plain days, and days on or near which a clock changes in one of the zones. */
  private static final List<LocalDate> DAYS =
      List.of(
          LocalDate.of(2026, 3, 29),
          LocalDate.of(2026, 10, 25),
          LocalDate.of(2026, 3, 8),
          LocalDate.of(2026, 11, 1),
          LocalDate.of(2026, 4, 5),
          LocalDate.of(2011, 12, 30),
          LocalDate.of(2026, 3, 17));

  /** In ms, over how long the orders of a world are spread. */
  private static final long[] SPANS = {3_600_000, 8 * 3_600_000, 60 * 3_600_000};

  /** In ms, over how long its payments are. */
  private static final long[] BURSTS = {120_000, 900_000, 7_200_000};

  /**
   * How long after an event it is ingested, in ms: the first few often, the others now and then.
   */
  private static final long[] DELAYS = {
    0,
    1,
    700,
    5_000,
    -60_000,
    -60_001,
    300_000,
    600_000,
    600_001,
    3_600_000,
    20_000_000,
    100_000_000
  };

  private final Random random;
  private final long start;
  private final List<WorldStore> shops;
  private final List<WorldStore> stores;
  private final int partitions;
  private final List<Timed> records = new ArrayList<>();
  private int card;
  private long latest;

  /** A record, and when it came. */
  private record Timed(WorldRecord sent, long ingest) {}

  private RandomWorld(long seed) {
    this.random = new Random(seed);
    LocalDate day = DAYS.get(random.nextInt(DAYS.size()));
    this.start = day.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    List<WorldStore> all = new ArrayList<>(SHOPS);
    Collections.shuffle(all, random);
    this.latest = start;
    Random fortune = new Random(~seed);
    this.shops =
        all.subList(0, 2 + random.nextInt(2)).stream()
            .map(shop -> shop.with(HOURS.get(fortune.nextInt(HOURS.size()))))
            .toList();
    this.stores = shops.stream().flatMap(shop -> history(shop, fortune).stream()).toList();
    this.partitions = 1 + random.nextInt(4);
  }

  /** The world of a seed: the same seed, the same world. */
  public static World of(long seed) {
    RandomWorld world = new RandomWorld(seed);
    long span = SPANS[world.random.nextInt(SPANS.length)];
    long burst = BURSTS[world.random.nextInt(BURSTS.length)];
    for (int i = 0; i < ORDERS; i++) {
      world.order("e" + used(seed, i), span);
    }
    for (int i = 0; i < PAYMENTS; i++) {
      world.payment("p" + used(seed, i), burst);
    }
    if (world.random.nextBoolean()) {
      Collections.shuffle(world.records, world.random);
    } else {
      world.records.sort(Comparator.comparingLong(Timed::ingest));
    }
    return new World(
        "seed " + seed,
        world.stores,
        world.records.stream().map(Timed::sent).toList(),
        Stage.any(world.random),
        null);
  }

  /** The number in an event's id; now and then that of the event before it, which is another. */
  private static int used(long seed, int number) {
    return number > 0 && (number * 31L + seed) % 17 == 0 ? number - 1 : number;
  }

  /** What becomes of a shop about noon of the world's day: often nothing. The first stays open. */
  private List<WorldStore> history(WorldStore shop, Random fortune) {
    String id = shop.id();
    String moment = text(start + (fortune.nextInt(8) - 3) * 1_800_000L);
    String day = moment.substring(0, 10);
    ZoneId other = SHOPS.get(fortune.nextInt(SHOPS.size())).zone();
    int fate = fortune.nextInt(9);
    if (fate >= 3 && shop.equals(shops.get(0))) {
      return List.of(shop);
    }
    Hours hours = shop.hours();
    Hours others = HOURS.get(fortune.nextInt(HOURS.size()));
    return switch (fate) {
      case 0 -> List.of(shop, new WorldStore(id, shop.zone(), "XTS", hours, moment, null));
      case 1 -> List.of(shop, new WorldStore(id, other, shop.currency(), hours, moment, null));
      case 2 -> List.of(shop, new WorldStore(id, other, "XTS", others, day, null));
      case 3 -> List.of(new WorldStore(id, shop.zone(), shop.currency(), hours, day, moment));
      case 4 -> List.of(new WorldStore(id, shop.zone(), shop.currency(), hours, moment, null));
      case 5 -> List.of(shop, new WorldStore(id, shop.zone(), shop.currency(), others, day, null));
      default -> List.of(shop);
    };
  }

  /** The shop as it is then, or, while it is closed, as it would be. */
  private WorldStore at(WorldStore shop, long time) {
    WorldStore open = WorldStore.at(stores, shop.id(), time);
    return open == null ? shop : open;
  }

  private void order(String id, long span) {
    WorldStore shop = shops.get(random.nextInt(shops.size()));
    long time = start - span / 2 + random.nextLong(span);
    if (random.nextInt(4) == 0) {
      time -= Math.floorMod(time, 300_000); // where slices, windows and days begin
    }
    time -= random.nextInt(10) == 0 ? 1 : 0;
    WorldStore store = at(shop, time);
    String type = List.of("PLACED", "CANCELLED", "REFUNDED", "FULFILLED").get(random.nextInt(4));
    long placed =
        type.equals("PLACED") ? time : time - random.nextLong(1L << (1 + random.nextInt(31)));
    List<String> lines = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      lines.add(
          "{\"sku\":\"s\",\"category\":\"c%d\",\"quantity\":%d,\"amount\":%d.%04d,\"cost\":%d.%02d}"
              .formatted(
                  random.nextInt(3),
                  random.nextInt(9),
                  random.nextInt(900),
                  random.nextInt(10_000),
                  random.nextInt(500),
                  random.nextInt(100)));
    }
    String event =
        """
        "event_id":"%s","order_id":"o-%1$s","type":"%s","store_id":"%s","event_time":"%s",\
        "placed_at":"%s","currency":"%s","lines":[%s]}\
        """
            .formatted(
                id,
                type,
                store.id(),
                text(time),
                text(placed),
                store.currency(),
                type.equals("FULFILLED") && random.nextBoolean() ? "" : String.join(",", lines));
    send(WorldTopic.ORDERS, id, event, time, store.closeOfBooks(store.businessDay(time)));
  }

  private void payment(String id, long span) {
    WorldStore shop = shops.get(random.nextInt(shops.size()));
    if (random.nextInt(4) == 0) { // another card, at another time
      card = random.nextInt(6);
      latest = start + random.nextLong(span) / 1000 * 1000;
    }
    // Whole seconds more often than not, so that many are 60 s apart to the ms.
    latest += random.nextInt(5) * 10_000L;
    long time = latest + (random.nextInt(4) == 0 ? 1 : 0);
    WorldStore store = at(shop, time);
    String event =
        """
        "payment_id":"%s","order_id":"o","card_number":"41111111111111%02d","store_id":"%s",\
        "gateway":"%s","amount":%d.5,"currency":"%s","event_time":"%s"}\
        """
            .formatted(
                id,
                card,
                store.id(),
                id.hashCode() % 8 == 0 ? "quiet" : "busy",
                random.nextInt(12_000),
                store.currency(),
                text(time));
    send(WorldTopic.PAYMENTS, id, event, time, time + 600_000);
  }

  /** Sends an event, now and then broken, or again. */
  private void send(WorldTopic topic, String id, String event, long time, long deadline) {
    int partition = Math.floorMod(id.hashCode() * 31 + 7, partitions);
    boolean breaks = random.nextInt(12) == 0;
    long ingest = ingest(time, deadline);
    do {
      String line = "{\"ingest_time\":\"" + text(ingest) + "\"," + event;
      String sent = breaks ? Breakage.any(random, line) : line;
      records.add(new Timed(new WorldRecord(topic, partition, sent), ingest));
      ingest = random.nextBoolean() ? ingest(time, deadline) : ingest + random.nextInt(400_000);
    } while (!breaks && random.nextInt(5) == 0);
  }

  private long ingest(long time, long deadline) {
    if (random.nextInt(20) == 0) {
      return deadline + random.nextInt(3) - 1;
    }
    return time + DELAYS[random.nextInt(random.nextBoolean() ? 4 : DELAYS.length)];
  }

  private static String text(long time) {
    String text = Instant.ofEpochMilli(time).toString();
    return text.contains(".") ? text : text.replace("Z", ".000Z");
  }
}
