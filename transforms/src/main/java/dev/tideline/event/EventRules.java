package dev.tideline.event;

import dev.tideline.json.Timestamps;
import dev.tideline.money.Amount;
import dev.tideline.records.Finding;
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
  public static Finding broken(EventView event, Stores stores) {
    StoreTimeline timeline = stores.get(event.storeId());
    if (timeline == null) {
      return new Finding(RejectReason.UNKNOWN_STORE, "store_id", event.storeId());
    }
    Store store = timeline.at(event.eventTime());
    if (store == null) {
      return new Finding(RejectReason.STORE_NOT_OPEN, "store_id", event.storeId());
    }
    if (!store.currency().equals(event.currency())) {
      RejectReason reason =
          stores.knowsCurrency(event.currency())
              ? RejectReason.FOREIGN_CURRENCY
              : RejectReason.UNKNOWN_CURRENCY;
      return new Finding(reason, "currency", event.currency());
    }
    Finding time = implausible("event_time", event.eventTime());
    if (time != null) {
      return time;
    }
    time = implausible("ingest_time", event.ingestTime());
    return time == null && fromTheFuture(event)
        ? atTime(RejectReason.FUTURE_TIME, "event_time", event.eventTime())
        : time;
  }

  /** What is wrong with a time that no event may claim, or null if one may. */
  public static Finding implausible(String field, long time) {
    return plausible(time) ? null : atTime(RejectReason.IMPLAUSIBLE_TIME, field, time);
  }

  /** A finding about a time, ms since the epoch. */
  public static Finding atTime(RejectReason reason, String field, long time) {
    return new Finding(reason, field, Timestamps.format(time));
  }

  /**
   * Whether an event claims to have happened well after it was ingested: it would move watermarks
   * and windows that are not yet due. Copies of an event may differ in it, for a later one may come
   * after the time it claims; and else only in whether their own time of ingest is {@link
   * #plausible}.
   */
  public static boolean fromTheFuture(EventView event) {
    return event.eventTime() > event.ingestTime() + CLOCK_AHEAD;
  }

  /** Whether a time is one that an event may claim at all. */
  public static boolean plausible(long time) {
    return time >= BusinessDays.FIRST_TIME && time < BusinessDays.END_OF_TIME;
  }

  /** What is wrong with a text that is a key of rows, or a part of one, or null. */
  public static Finding brokenKey(String field, String text) {
    if (text.isEmpty()) {
      return new Finding(RejectReason.MISSING_FIELD, field, "");
    }
    return text.length() > LONGEST_KEY ? new Finding(RejectReason.TOO_LARGE, field, text) : null;
  }

  /** Whether an amount, in 1/10 000 currency units, is one that an event may carry. */
  public static boolean lawful(long amount) {
    return amount >= 0 && amount <= Amount.LARGEST;
  }

  /** What is wrong with an amount that can't be below zero, or null. */
  public static Finding brokenAmount(String field, long amount) {
    if (lawful(amount)) {
      return null;
    }
    RejectReason reason = amount < 0 ? RejectReason.NEGATIVE_AMOUNT : RejectReason.AMOUNT_OVERFLOW;
    return new Finding(reason, field, Amount.format(amount));
  }
}
