package dev.tideline.event;

import dev.tideline.records.RecordLocation;

/**
 * What the business rules ask of any event, wherever it was read from.
 *
 * <p>An event parsed from JSON is a view of itself; a row of a columnar batch is seen through a
 * cursor that moves on, so a view is only valid until the next one is shown. All times are ms since
 * the epoch, UTC.
 */
public interface EventView {

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
   * The whole event as one JSON object (a payment with its card token, never its card number), or
   * null where the source keeps the event itself and a projection was read.
   */
  String toJson();
}
