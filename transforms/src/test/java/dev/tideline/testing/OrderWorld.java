package dev.tideline.testing;

import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.RejectReason;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * A small world of order events made from a seed: two stores of its own, around a day on which some
 * clock changes, with events that come late, twice, or broken. All its ids end in the seed, so that
 * many worlds can share a run and whatever is wrong says in which world.
 */
public final class OrderWorld {

  /**
   * Days on or after which a clock changed in Berlin, Boston, São Paulo or Apia; and a plain one.
   */
  private static final List<LocalDate> DAYS =
      List.of(
          LocalDate.of(2026, 3, 29),
          LocalDate.of(2026, 10, 25),
          LocalDate.of(2026, 3, 8),
          LocalDate.of(2026, 11, 1),
          LocalDate.of(2017, 10, 15),
          LocalDate.of(2018, 2, 18),
          LocalDate.of(2011, 12, 30),
          LocalDate.of(2026, 3, 17));

  /** How long after it happened an event is ingested, in ms, with the bounds of what is late. */
  private static final long[] DELAYS = {
    0, 1, 5_000, 59_999, -60_000, 300_000, 600_000, 600_001, 3_600_000, 40_000_000, 100_000_000
  };

  private static final List<OrderType> TYPES = List.of(OrderType.values());
  private static final List<String> CATEGORIES = List.of("dairy", "bakery", "frozen");

  private final long seed;
  private final Random random;
  private final LocalDate day;
  private final long from;
  private final long span;
  private final List<Store> stores;
  private final List<Planted> planted = new ArrayList<>();

  /**
   * An event, and the one defect it was given.
   *
   * @param event the event
   * @param defect why it must be rejected; null if it must not
   */
  public record Planted(OrderEvent event, RejectReason defect) {}

  private OrderWorld(long seed, Duration within) {
    this.seed = seed;
    this.random = new Random(seed);
    this.day = DAYS.get(random.nextInt(DAYS.size()));
    this.span = within.toMillis();
    this.from = day.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli() - span / 2;
    List<Store> all = new ArrayList<>(FreshMartStores.ALL);
    Collections.shuffle(all, random);
    this.stores = List.of(here(all.get(0)), here(all.get(1)));
    for (int i = 0; i < 60; i++) {
      plant("e" + i + "-" + seed);
    }
  }

  /** The worlds of so many seeds, the events of each within so long. */
  public static List<OrderWorld> of(long firstSeed, int seeds, Duration within) {
    return LongStream.range(firstSeed, firstSeed + seeds)
        .mapToObj(seed -> new OrderWorld(seed, within))
        .toList();
  }

  /** The events of all worlds, shuffled. */
  public static List<OrderEvent> shuffled(List<OrderWorld> worlds) {
    List<OrderEvent> events = new ArrayList<>();
    worlds.forEach(world -> world.planted.forEach(planted -> events.add(planted.event())));
    Collections.shuffle(events, new Random(worlds.get(0).seed));
    return events;
  }

  /** The stores of all worlds. */
  public static Stores stores(List<OrderWorld> worlds) {
    return Stores.of(worlds.stream().flatMap(world -> world.stores.stream()).toList());
  }

  /** Its events. */
  public List<Planted> planted() {
    return planted;
  }

  /** Its stores. */
  public List<Store> stores() {
    return stores;
  }

  /** The day in the middle of it. */
  public LocalDate day() {
    return day;
  }

  private Store here(Store store) {
    return new Store(
        store.storeId() + "-" + seed, store.name(), store.timeZone(), store.currency());
  }

  private void plant(String id) {
    OrderEvent event = event(id);
    if (random.nextInt(8) == 0) {
      planted.add(broken(event));
      return;
    }
    planted.add(new Planted(event, null));
    for (int copy = 1; random.nextInt(5) == 0; copy++) {
      long later = event.ingestTime() + random.nextInt(400_000);
      OrderEvent again = new Draft(event, "copy-" + copy + "-of-").ingestedAt(later).event();
      planted.add(new Planted(again.asCopy(copy), null));
    }
  }

  private OrderEvent event(String id) {
    Store store = stores.get(random.nextInt(stores.size()));
    long time = from + (long) (random.nextDouble() * span);
    if (random.nextInt(4) == 0) {
      time -= Math.floorMod(time, 300_000); // exactly where slices, windows and days begin
    }
    OrderType type = TYPES.get(random.nextInt(TYPES.size()));
    boolean placing = type == OrderType.PLACED;
    List<OrderLine> lines = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      lines.add(line());
    }
    return new OrderEvent(
        id,
        "o-" + id,
        type,
        store.storeId(),
        time,
        placing ? time : time - random.nextLong(1L << (1 + random.nextInt(31))),
        store.currency(),
        type == OrderType.FULFILLED ? List.of() : lines,
        time + DELAYS[random.nextInt(random.nextBoolean() ? 5 : DELAYS.length)],
        0,
        RecordLocation.inFile(id, 0));
  }

  private OrderLine line() {
    String category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
    return new OrderLine(
        "sku", category, random.nextInt(9), random.nextInt(1_000_000), random.nextInt(600_000));
  }

  private Planted broken(OrderEvent event) {
    Draft draft = new Draft(event, "");
    String foreign = stores.get(1).currency();
    OrderLine bad = new OrderLine("sku", "dairy", 1, -1, 0);
    OrderLine huge = new OrderLine("sku", "dairy", 1, 0, 10_000_000_000_001L);
    return switch (random.nextInt(9)) {
      case 0 -> new Planted(draft.in("nowhere", "EUR").event(), RejectReason.UNKNOWN_STORE);
      case 1 ->
          new Planted(draft.in(event.storeId(), "XXX").event(), RejectReason.UNKNOWN_CURRENCY);
      case 2 ->
          new Planted(
              draft.in(stores.get(0).storeId(), foreign).event(), RejectReason.FOREIGN_CURRENCY);
      case 3 ->
          new Planted(
              draft.ingestedAt(event.eventTime() - 60_001).event(), RejectReason.FUTURE_TIME);
      case 4 -> new Planted(draft.happenedAt(0).event(), RejectReason.IMPLAUSIBLE_TIME);
      case 5 ->
          new Planted(
              draft.placedAt(event.eventTime() + 1).event(), RejectReason.PLACED_AFTER_EVENT);
      case 6 -> new Planted(draft.of(OrderType.PLACED).event(), RejectReason.NO_LINES);
      case 7 -> new Planted(draft.of(OrderType.PLACED, bad).event(), RejectReason.NEGATIVE_AMOUNT);
      default ->
          new Planted(draft.of(OrderType.PLACED, huge).event(), RejectReason.AMOUNT_OVERFLOW);
    };
  }

  /** An event with single fields changed. */
  private record Draft(OrderEvent event, RecordLocation location) {
    Draft(OrderEvent event, String prefix) {
      this(event, RecordLocation.inFile(prefix + event.eventId(), 0));
    }

    Draft in(String storeId, String currency) {
      return with(
          event.type(),
          storeId,
          event.eventTime(),
          event.placedAt(),
          currency,
          event.lines(),
          event.ingestTime());
    }

    Draft ingestedAt(long time) {
      return with(
          event.type(),
          event.storeId(),
          event.eventTime(),
          event.placedAt(),
          event.currency(),
          event.lines(),
          time);
    }

    Draft happenedAt(long time) {
      return with(
          event.type(),
          event.storeId(),
          time,
          time,
          event.currency(),
          event.lines(),
          event.ingestTime());
    }

    Draft placedAt(long time) {
      return with(
          event.type(),
          event.storeId(),
          event.eventTime(),
          time,
          event.currency(),
          event.lines(),
          event.ingestTime());
    }

    Draft of(OrderType type, OrderLine... lines) {
      return with(
          type,
          event.storeId(),
          event.eventTime(),
          event.placedAt(),
          event.currency(),
          List.of(lines),
          event.ingestTime());
    }

    private Draft with(
        OrderType type,
        String storeId,
        long eventTime,
        long placedAt,
        String currency,
        List<OrderLine> lines,
        long ingestTime) {
      return new Draft(
          new OrderEvent(
              event.eventId(),
              event.orderId(),
              type,
              storeId,
              eventTime,
              placedAt,
              currency,
              lines,
              ingestTime,
              event.copy(),
              location),
          location);
    }
  }
}
