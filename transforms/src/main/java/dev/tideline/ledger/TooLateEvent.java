package dev.tideline.ledger;

import dev.tideline.event.OtherCopy;
import dev.tideline.money.Unposted;
import dev.tideline.records.RecordLocation;

/**
 * An event that was ingested later than the pipeline waits for, kept whole.
 *
 * @param location where it was read
 * @param unposted what it would have moved, and when it happened, which is known
 * @param ingestTime when it was ingested, ms since the epoch
 * @param otherCopy whether another copy of it counts
 * @param event the whole event as JSON, or empty where the source keeps it at its location
 */
public record TooLateEvent(
    RecordLocation location,
    Unposted unposted,
    long ingestTime,
    OtherCopy otherCopy,
    String event) {

  /** When it happened, ms since the epoch. */
  public long eventTime() {
    return unposted.eventTime();
  }

  /** The same, where it is known of another copy whether it counts. */
  public TooLateEvent with(OtherCopy found) {
    Unposted money = found == OtherCopy.COUNTED ? unposted.asRepeat() : unposted;
    return new TooLateEvent(location, money, ingestTime, found, event);
  }

  /** The same, where another copy has its money. */
  public TooLateEvent asRepeat() {
    return new TooLateEvent(location, unposted.asRepeat(), ingestTime, otherCopy, event);
  }
}
