package dev.tideline.datasets;

import dev.tideline.datasets.freshmart.Plan;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how large a FreshMart is, and when. */
final class PlanOptions {

  private static final long MOST_ORDERS = 10_000_000_000L;
  private static final long MOST_EVENTS = (long) (MOST_ORDERS * Plan.EVENTS_PER_ORDER);
  private static final long USUAL_ORDERS = 30_000;
  private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 2);
  private static final LocalDate LAST_DAY = LocalDate.of(2099, 12, 30);

  @Option(names = "--seed", paramLabel = "N", description = "Where all chance begins.")
  private long seed = 1;

  @Option(names = "--orders", paramLabel = "N", description = "How many orders (30000).")
  private Long orders;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "About how many order events and payments; instead of --orders.")
  private Long events;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "The first business day, in each store's own zone.")
  private LocalDate from = LocalDate.of(2026, 3, 17);

  @Option(names = "--days", paramLabel = "N", description = "How many business days.")
  private int days = 1;

  @Option(
      names = "--stores",
      paramLabel = "N",
      description = "How many stores, in turn in 12 cities around the globe.")
  private int stores = 24;

  @Option(names = "--cards", paramLabel = "N", description = "How many cards customers have.")
  private int cards = 200_000;

  @Option(
      names = "--bursts",
      paramLabel = "N",
      description = "Velocity bursts: a card with 5 to 12 payments within a minute.")
  private int bursts = 20;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Into how many files a day's records of a topic go, by store.")
  private int partitions = 4;

  void addMistakes(List<String> mistakes) {
    if (orders != null && events != null) {
      mistakes.add("--orders and --events say the same: give one of them");
    }
    if (orders != null) {
      between("--orders", orders, 1, MOST_ORDERS, mistakes);
    }
    if (events != null) {
      between("--events", events, 1, MOST_EVENTS, mistakes);
    }
    between("--days", days, 1, 3_660, mistakes);
    between("--stores", stores, 1, 9_999, mistakes);
    between("--cards", cards, 1, 50_000_000, mistakes);
    between("--bursts", bursts, 0, 100_000, mistakes);
    between("--partitions", partitions, 1, 1_000, mistakes);
    if (from.isBefore(FIRST_DAY)
        || from.isAfter(LAST_DAY)
        || from.plusDays(days).isAfter(LAST_DAY)) {
      mistakes.add("--from and --days must lie from " + FIRST_DAY + " to " + LAST_DAY);
    }
  }

  /** Says it if an option is too small or too large. */
  static void between(String option, long value, long least, long most, List<String> mistakes) {
    if (value < least || value > most) {
      mistakes.add(option + " must be from " + least + " to " + most + ", not " + value);
    }
  }

  /** The plan; its disorder comes from elsewhere. */
  Plan toPlan(DisorderOptions disorder) {
    return new Plan(
        seed, orders(), from, days, stores, cards, bursts, partitions, disorder.toDisorder());
  }

  /** How many orders are placed. */
  long orders() {
    if (orders != null) {
      return orders;
    }
    return events == null ? USUAL_ORDERS : Math.max(1, Math.round(events / Plan.EVENTS_PER_ORDER));
  }
}
