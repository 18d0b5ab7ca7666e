package dev.tideline.pipelines.runs;

import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.cli.Durations;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * By when the last day of a run is to be published.
 *
 * @param at the moment, ms since the epoch
 */
public record Deadline(long at) {

  /** A day that is published so long after its deadline, in ms, is made up, and not late. */
  private static final long MADE_UP = Duration.ofDays(1).toMillis();

  /**
   * That of a day: the first such time of day after its books are closed, by the clock of the store
   * that closes them last; none, {@link Long#MAX_VALUE}, where no store is open.
   */
  public static Deadline of(LocalDate day, LocalTime time, Stores stores) {
    int number = (int) day.toEpochDay();
    Optional<Store> closesLast =
        stores.openOn(number).stream()
            .max(Comparator.comparingLong(store -> store.days().closeOfBooks(number)));
    if (closesLast.isEmpty()) {
      return new Deadline(Long.MAX_VALUE);
    }
    Store last = closesLast.get();
    ZonedDateTime due = day.plusDays(1).atTime(time).atZone(last.timeZone());
    while (due.toInstant().toEpochMilli() <= last.days().closeOfBooks(number)) {
      due = due.plusDays(1);
    }
    return new Deadline(due.toInstant().toEpochMilli());
  }

  /** Whether it is asked about in a run that began then, ms since the epoch. */
  public boolean concerns(long began) {
    return at != Long.MAX_VALUE && began < at + MADE_UP;
  }

  /** Whether a moment is past it. */
  public boolean missedAt(long moment) {
    return moment > at;
  }

  /** How a run stands to it that ended then, in one line. */
  public String verdict(long ended) {
    return "DEADLINE %s %s"
        .formatted(
            Timestamps.format(at),
            missedAt(ended)
                ? "missed by " + Durations.told(ended - at)
                : "met, " + Durations.told(at - ended) + " to spare");
  }

  /**
   * What is to be expected of a run that begins now, by how long the last ones took.
   *
   * @param took how long each of the last runs took, ms
   * @param now ms since the epoch
   */
  public Optional<String> outlook(List<Long> took, long now) {
    if (took.isEmpty() || !concerns(now)) {
      return Optional.empty();
    }
    long expected = took.stream().mapToLong(Long::longValue).max().orElse(0);
    String runs = took.size() == 1 ? "the last run" : "the longest of the last " + took.size();
    String takes = "%s took %s".formatted(runs, Durations.told(expected));
    return Optional.of(
        missedAt(now + expected)
            ? takes + ": the deadline, " + Timestamps.format(at) + ", is endangered"
            : takes
                + "; the deadline, "
                + Timestamps.format(at)
                + ", is in "
                + Durations.told(at - now));
  }
}
