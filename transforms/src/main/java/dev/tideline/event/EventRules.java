package dev.tideline.event;

import dev.tideline.money.Amount;
import dev.tideline.records.RejectReason;
import dev.tideline.store.BusinessDays;
import dev.tideline.store.Store;
import dev.tideline.store.StoreTimeline;
import dev.tideline.store.Stores;

/**
 * The rules that any event must keep, whatever it is about. Pure: the same record, the same answer.
 */
public final class EventRules {

  /** How far a device's clock may run ahead of the time of ingest, in ms. */
  public static final long CLOCK_AHEAD = 60_000;

  /**
   * How many characters a text may have that is a key of rows, or a part of one. Databases have a
   * limit (PostgreSQL some 2 700 bytes), and one text beyond it would stop a live run for good.
   */
  public static final int LONGEST_KEY = 256;

  private EventRules() {}

  /** The first rule an event breaks, or null. */
  public static RejectReason broken(EventView event, Stores stores) {
    StoreTimeline timeline = stores.get(event.storeId());
    if (timeline == null) {
      return RejectReason.UNKNOWN_STORE;
    }
    Store store = timeline.at(event.eventTime());
    if (store == null) {
      return RejectReason.STORE_NOT_OPEN;
    }
    if (!store.currency().equals(event.currency())) {
      return stores.knowsCurrency(event.currency())
          ? RejectReason.FOREIGN_CURRENCY
          : RejectReason.UNKNOWN_CURRENCY;
    }
    if (!plausible(event.eventTime()) || !plausible(event.ingestTime())) {
      return RejectReason.IMPLAUSIBLE_TIME;
    }
    return fromTheFuture(event) ? RejectReason.FUTURE_TIME : null;
  }

  /**
   * Whether an event claims to have happened well after it was ingested: it would move watermarks
   * and windows that are not yet due. Of all rules the only one that duplicates of an event may
   * differ in, for a later one may come after the time it claims.
   */
  public static boolean fromTheFuture(EventView event) {
    return event.eventTime() > event.ingestTime() + CLOCK_AHEAD;
  }

  /** Whether a time is one that an event may claim at all. */
  public static boolean plausible(long time) {
    return time >= BusinessDays.FIRST_TIME && time < BusinessDays.END_OF_TIME;
  }

  /** What is wrong with a text that is a key of rows, or a part of one, or null. */
  public static RejectReason brokenKey(String text) {
    if (text.isEmpty()) {
      return RejectReason.MISSING_FIELD;
    }
    return text.length() > LONGEST_KEY ? RejectReason.TOO_LARGE : null;
  }

  /** What is wrong with an amount that can't be below zero, or null. */
  public static RejectReason brokenAmount(long amount) {
    if (amount < 0) {
      return RejectReason.NEGATIVE_AMOUNT;
    }
    return amount > Amount.LARGEST ? RejectReason.AMOUNT_OVERFLOW : null;
  }
}
