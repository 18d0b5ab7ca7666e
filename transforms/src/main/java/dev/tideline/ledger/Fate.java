package dev.tideline.ledger;

/** What became of a record. Every record read ends in exactly one. */
public enum Fate {
  /** It can't be parsed or breaks a rule; kept with the reason and its location. */
  REJECTED,
  /** Valid, but not this run's: another day, another kind of event, or ingested after "as of". */
  OUT_OF_SCOPE,
  /** Ingested later than the pipeline waits for; kept whole. */
  TOO_LATE,
  /** A duplicate of an event that counts. */
  DUPLICATE,
  /** It is in the answer. */
  COUNTED
}
