package dev.tideline.proof.reference;

import dev.tideline.proof.world.Question;
import dev.tideline.proof.world.World;
import dev.tideline.proof.world.WorldRecord;
import dev.tideline.proof.world.WorldStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides what becomes of every record of a world, from docs/fates.md, looking at all of it at
 * once.
 */
final class FateModel {

  private static final long MINUTE = 60_000;
  private static final long FIRST_TIME = Instant.parse("1990-01-01T00:00:00Z").toEpochMilli();
  private static final long END_OF_TIME = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
  private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000);
  private static final int LONGEST_KEY = 256;

  private final Question question;
  private final boolean later;
  private final List<WorldStore> stores;
  private final Set<String> currencies;

  private FateModel(Question question, World world, boolean later) {
    this.question = question;
    this.later = later;
    this.stores = world.stores();
    this.currencies = world.stores().stream().map(WorldStore::currency).collect(Collectors.toSet());
  }

  /**
   * What became of the records.
   *
   * @param fates how many records had which fate
   * @param rejected how many were rejected for which reason
   * @param counted the events that count
   * @param unreadable how many records for which reason are no events at all
   * @param readable all events, counted or not
   * @param tooLate the records that came too late
   */
  record Judgement(
      Map<String, Long> fates,
      Map<String, Long> rejected,
      List<Event> counted,
      Map<String, Long> unreadable,
      List<Event> readable,
      Set<WorldRecord> tooLate) {}

  /**
   * Decides the fates of what a pipeline reads of a world.
   *
   * @param later whether all that came counts, however late
   */
  static Judgement judge(Question question, World world, boolean later) {
    return new FateModel(question, world, later).all(world.of(question.topic()));
  }

  private Judgement all(List<WorldRecord> records) {
    Judgement judgement =
        new Judgement(
            new TreeMap<>(),
            new TreeMap<>(),
            new ArrayList<>(),
            new TreeMap<>(),
            new ArrayList<>(),
            new HashSet<>());
    Map<Event, List<Event>> tolerated = new HashMap<>();
    for (WorldRecord sent : records) {
      Event event;
      try {
        event = PlainReader.read(sent);
      } catch (Unreadable broken) {
        reject(broken.getMessage(), judgement);
        judgement.unreadable.merge(broken.getMessage(), 1L, Long::sum);
        continue;
      }
      judgement.readable.add(event);
      String broken = broken(event);
      if (broken != null) {
        reject(broken, judgement);
      } else if (!inScope(event)) {
        judgement.fates.merge("OUT_OF_SCOPE", 1L, Long::sum);
      } else if (!later && event.ingest() > deadline(event)) {
        judgement.fates.merge("TOO_LATE", 1L, Long::sum);
        judgement.tooLate.add(sent);
      } else {
        tolerated.computeIfAbsent(event.content(), content -> new ArrayList<>()).add(event);
      }
    }
    for (List<Event> copies : tolerated.values()) {
      judgement.fates.merge("COUNTED", 1L, Long::sum);
      judgement.fates.merge("DUPLICATE", copies.size() - 1L, Long::sum);
      judgement.counted.add(copies.get(0)); // which one changes no row
    }
    return judgement;
  }

  private static void reject(String reason, Judgement judgement) {
    judgement.fates.merge("REJECTED", 1L, Long::sum);
    judgement.rejected.merge(reason, 1L, Long::sum);
  }

  private boolean inScope(Event event) {
    return switch (question.pipeline()) {
      case "ops-dashboard" -> !event.is("REFUNDED");
      case "daily-revenue" -> !event.is("FULFILLED");
      default -> true;
    };
  }

  private long deadline(Event event) {
    if (!question.pipeline().equals("daily-revenue")) {
      return event.time() + 10 * MINUTE;
    }
    LocalDate day = businessDay(event, stores);
    return stores.stream()
        .filter(store -> store.id().equals(event.store()) && store.holdsOn(day, stores))
        .mapToLong(store -> store.closeOfBooks(day))
        .max()
        .orElseThrow();
  }

  /** The day on which it happened by the calendar of its store. */
  static LocalDate businessDay(Event event, List<WorldStore> stores) {
    return WorldStore.at(stores, event.store(), event.time()).businessDay(event.time());
  }

  /** The first rule that an event breaks, or null. */
  private String broken(Event event) {
    if (stores.stream().noneMatch(store -> store.id().equals(event.store()))) {
      return "UNKNOWN_STORE";
    }
    WorldStore store = WorldStore.at(stores, event.store(), event.time());
    if (store == null) {
      return "STORE_NOT_OPEN";
    }
    if (!store.currency().equals(event.currency())) {
      return currencies.contains(event.currency()) ? "FOREIGN_CURRENCY" : "UNKNOWN_CURRENCY";
    }
    if (!plausible(event.time()) || !plausible(event.ingest())) {
      return "IMPLAUSIBLE_TIME";
    }
    if (event.time() > event.ingest() + MINUTE) {
      return "FUTURE_TIME";
    }
    return event.type() == null ? brokenPayment(event) : brokenOrder(event);
  }

  private static String brokenPayment(Event event) {
    boolean tooLarge = event.id().length() > LONGEST_KEY || event.gateway().length() > LONGEST_KEY;
    return tooLarge ? "TOO_LARGE" : brokenAmount(event.amount());
  }

  private static String brokenOrder(Event event) {
    if (!plausible(event.placedAt())) {
      return "IMPLAUSIBLE_TIME";
    }
    if (event.placedAt() > event.time()) {
      return "PLACED_AFTER_EVENT";
    }
    if (event.lines().isEmpty() && !event.is("FULFILLED")) {
      return "NO_LINES";
    }
    for (Event.Line line : event.lines()) {
      if (line.category().length() > LONGEST_KEY) {
        return "TOO_LARGE";
      }
      if (line.quantity() < 0) {
        return "NEGATIVE_AMOUNT";
      }
      String amount = brokenAmount(line.amount());
      String broken = amount == null ? brokenAmount(line.cost()) : amount;
      if (broken != null) {
        return broken;
      }
    }
    return null;
  }

  private static String brokenAmount(BigDecimal amount) {
    if (amount.signum() < 0) {
      return "NEGATIVE_AMOUNT";
    }
    return amount.compareTo(LARGEST) > 0 ? "AMOUNT_OVERFLOW" : null;
  }

  private static boolean plausible(long time) {
    return time >= FIRST_TIME && time < END_OF_TIME;
  }
}
