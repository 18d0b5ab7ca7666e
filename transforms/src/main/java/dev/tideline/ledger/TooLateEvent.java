package dev.tideline.ledger;

import dev.tideline.event.OtherCopy;
import dev.tideline.records.RecordLocation;

/**
 * An event that was ingested later than the pipeline waits for, kept whole.
 *
 * @param location where it was read
 * @param eventTime when it happened, ms since the epoch
 * @param ingestTime when it was ingested, ms since the epoch
 * @param otherCopy whether another copy of it counts
 * @param event the whole event as JSON, or empty where the source keeps it at its location
 */
public record TooLateEvent(
    RecordLocation location, long eventTime, long ingestTime, OtherCopy otherCopy, String event) {

  /** The same, where it is known of another copy whether it counts. */
  public TooLateEvent with(OtherCopy found) {
    return new TooLateEvent(location, eventTime, ingestTime, found, event);
  }
}
