package dev.tideline.event;

import dev.tideline.money.Unposted;
import dev.tideline.records.RecordLocation;
import dev.tideline.sum.Total;

/**
 * What the business rules ask of any event, wherever it was read from.
 *
 * <p>An event parsed from JSON is a view of itself; a row of a columnar batch is seen through a
 * cursor that moves on, so a view is only valid until the next one is shown. All times are ms since
 * the epoch, UTC.
 */
public interface EventView {

  /**
   * Its id, the same for all its copies. May be read from a file only once it is asked for; null
   * there if its bytes are no text.
   */
  String id();

  /** The store it happened in; never null, but perhaps unknown. */
  String storeId();

  /** The ISO 4217 code of its amounts; never null, but perhaps unknown. */
  String currency();

  /** When it happened, by the clock of the device that saw it. */
  long eventTime();

  /** When it was ingested: the timestamp of the Kafka record, in files the field ingest_time. */
  long ingestTime();

  /**
   * Above 0 if the source says that an earlier copy of the event is there, which has the same id
   * and the same content; else 0. Only an archive of ours says it ({@link Copies.Marked}).
   */
  int copy();

  /** Whether another copy of the event counts, as far as the source knows; asked of a late one. */
  default OtherCopy otherCopy() {
    return copy() > 0 ? OtherCopy.COUNTED : OtherCopy.NOT_COUNTED;
  }

  /** Where it was read. */
  RecordLocation location();

  /**
   * The money it moves, in 1/10 000 currency units: above 0 what comes in, below 0 what is given
   * back. Null if it carries an amount that none may, or none where there must be one.
   */
  Total net();

  /** What is kept of its money if it does not count. */
  default Unposted unposted() {
    return new Unposted(id(), storeId(), eventTime(), currency(), net(), copy() > 0);
  }

  /**
   * The whole event as one JSON object (a payment with its card token, never its card number), or
   * null where the source keeps the event itself and a projection was read.
   */
  String toJson();
}
