package dev.tideline.hindsight;

/**
 * What became of the decision on a payment, and what would have with perfect arrival order: had
 * every payment arrived when it was made. The last three are the decisions that differ.
 */
public enum Hindsight {
  /** Not flagged, in either order. */
  APPROVED,
  /** Flagged when it arrived; it would have been in perfect order too, for scores only rise. */
  FLAGGED,
  /** Approved when it arrived; a later arrival raised its score, too late for the decision. */
  SIGNALLED_LATER,
  /** Approved, and no signal ever came: payments that it counts with came too late to count. */
  NEVER_SIGNALLED,
  /** It came too late itself to be judged at all, and would have been flagged. */
  TOO_LATE;

  /** Whether the decision would have been another one. */
  public boolean differs() {
    return this != APPROVED && this != FLAGGED;
  }
}
