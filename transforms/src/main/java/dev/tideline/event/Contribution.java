package dev.tideline.event;

import dev.tideline.sum.Total;

/** What an event adds to the answer, the same for all its copies. */
public interface Contribution {

  /** When it happened, ms since the epoch. */
  long eventTime();

  /** The ISO 4217 code of its money. */
  String currency();

  /** The money the event is about, whichever way it moves, in 1/10 000 currency units. */
  Total gross();
}
