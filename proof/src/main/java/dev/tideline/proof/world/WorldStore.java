package dev.tideline.proof.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * A line of a world's stores: a store, or what it is for a while.
 *
 * @param zone whose calendar its business days follow
 * @param from from when on, a moment or a date, as the line has it; null if always
 * @param to until when; null if for ever, or until the next line of the store
 */
public record WorldStore(String id, ZoneId zone, String currency, String from, String to) {

  /** A store that is always the same. */
  public WorldStore(String id, ZoneId zone, String currency) {
    this(id, zone, currency, null, null);
  }

  /** As a line of stores.jsonl. */
  public String json() {
    return "{\"store_id\":\"%s\",\"name\":\"%1$s\",\"time_zone\":\"%s\",\"currency\":\"%s\"%s%s}"
        .formatted(id, zone.getId(), currency, field("valid_from", from), field("valid_to", to));
  }

  private static String field(String name, String value) {
    return value == null ? "" : ",\"%s\":\"%s\"".formatted(name, value);
  }

  /** The first moment at which it holds, ms since the epoch. */
  public long begins() {
    return from == null ? Long.MIN_VALUE : moment(from);
  }

  /** The first moment at which it no longer holds, ms since the epoch. */
  public long ends(List<WorldStore> all) {
    long next =
        all.stream()
            .filter(other -> other.id.equals(id) && other.begins() > begins())
            .mapToLong(WorldStore::begins)
            .min()
            .orElse(Long.MAX_VALUE);
    return to == null ? next : Math.min(next, moment(to));
  }

  /** The line that holds for a store at a moment, or null. */
  public static WorldStore at(List<WorldStore> all, String id, long time) {
    return all.stream()
        .filter(store -> store.id.equals(id))
        .filter(store -> store.begins() <= time && time < store.ends(all))
        .findFirst()
        .orElse(null);
  }

  private long moment(String text) {
    return text.length() == "2026-01-01".length()
        ? LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli()
        : Instant.parse(text).toEpochMilli();
  }
}
