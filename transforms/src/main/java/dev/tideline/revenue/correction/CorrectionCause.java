package dev.tideline.revenue.correction;

/** Why an event is booked otherwise than in the published version of its day. */
public enum CorrectionCause {
  /** It was ingested after that version had been made. */
  LATE,
  /** It was rejected then as broken, and no longer is. */
  REPAIRED,
  /** The stores' file says something else of its store now. */
  STORES
}
