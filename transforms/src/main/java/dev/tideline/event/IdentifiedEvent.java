package dev.tideline.event;

import dev.tideline.sum.Total;

/** An event that stands for itself, as parsed from JSON or read as a whole row. */
public interface IdentifiedEvent extends EventView {

  /** The id its sender gave it, which should be no other event's, but may be. */
  String id();

  /**
   * What makes it this event: its id and its content, which is every field of the contract but the
   * time of ingest. Copies of an event have the same, and no other event has.
   */
  Identity identity();

  /** The money it is about, whichever way it moves, in 1/10 000 currency units. */
  Total gross();
}
