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
   * Whether this is the first of its event id to be ingested (0) or a duplicate (above 0). The
   * source decides it: the archive when it was written, JSON lines by a shuffle on the id, topics
   * and replays from the order of the log. An event that can't count anyway may have 0.
   */
  int copy();

  /** Where it was read. */
  RecordLocation location();

  /**
   * The whole event as one JSON object (a payment with its card token, never its card number), or
   * null where the source keeps the event itself and a projection was read.
   */
  String toJson();
}
