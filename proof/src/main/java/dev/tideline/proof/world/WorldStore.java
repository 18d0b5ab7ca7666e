package dev.tideline.proof.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/**
 * A line of a world's stores: a store, or what it is for a while.
 *
 * @param zone whose calendar its business days follow
 * @param hours when they begin, and their books close
 * @param from from when on, a moment or a date, as the line has it; null if always
 * @param to until when; null if for ever, or until the next line of the store
 */
public record WorldStore(
    String id, ZoneId zone, String currency, Hours hours, String from, String to) {

  /**
   * The hours of a business day.
   *
   * @param dayStarts when it begins
   * @param booksClose when its books close, on the next date
   */
  public record Hours(LocalTime dayStarts, LocalTime booksClose) {

    /** What holds where a line says nothing. */
    public static final Hours PLAIN = of("00:00", "04:00");

    /** These hours, such as 06:00. */
    public static Hours of(String dayStarts, String booksClose) {
      return new Hours(LocalTime.parse(dayStarts), LocalTime.parse(booksClose));
    }
  }

  /** A store that is always the same. */
  public WorldStore(String id, ZoneId zone, String currency) {
    this(id, zone, currency, Hours.PLAIN, null, null);
  }

  /** The same with other hours. */
  public WorldStore with(Hours other) {
    return new WorldStore(id, zone, currency, other, from, to);
  }

  /** As a line of stores.jsonl. */
  public String json() {
    return "{\"store_id\":\"%s\",\"name\":\"%1$s\",\"time_zone\":\"%s\",\"currency\":\"%s\"%s%s%s%s}"
        .formatted(
            id,
            zone.getId(),
            currency,
            field("day_starts_at", hours.equals(Hours.PLAIN) ? null : hours.dayStarts.toString()),
            field("books_close_at", hours.equals(Hours.PLAIN) ? null : hours.booksClose.toString()),
            field("valid_from", from),
            field("valid_to", to));
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
        ? firstShown(LocalDate.parse(text).atTime(hours.dayStarts))
        : Instant.parse(text).toEpochMilli();
  }

  /** The business day of a moment: the date that a clock would show that is behind by its start. */
  public LocalDate businessDay(long time) {
    LocalDateTime clock = Instant.ofEpochMilli(time).atZone(zone).toLocalDateTime();
    return clock.minusNanos(hours.dayStarts.toNanoOfDay()).toLocalDate();
  }

  /** The last moment at which an event of a business day still counts: docs/fates.md. */
  public long closeOfBooks(LocalDate day) {
    Instant close = day.plusDays(1).atTime(hours.booksClose).atZone(zone).toInstant();
    return Math.max(close.toEpochMilli(), endOf(day));
  }

  /** Whether it holds at some moment of a business day. */
  public boolean holdsOn(LocalDate day, List<WorldStore> all) {
    return firstShown(day.atTime(hours.dayStarts)) < ends(all) && endOf(day) > begins();
  }

  /** From when on the clock shows the next day for good. */
  private long endOf(LocalDate day) {
    LocalDateTime next = day.plusDays(1).atTime(hours.dayStarts);
    ZoneOffsetTransition change = zone.getRules().getTransition(next);
    return change != null && change.isOverlap()
        ? next.toInstant(change.getOffsetAfter()).toEpochMilli()
        : firstShown(next);
  }

  /** When the clock first shows a time, or one after it where it skips it. */
  private long firstShown(LocalDateTime clock) {
    ZoneOffsetTransition change = zone.getRules().getTransition(clock);
    Instant shown =
        change != null && change.isGap() ? change.getInstant() : clock.atZone(zone).toInstant();
    return shown.toEpochMilli();
  }
}
