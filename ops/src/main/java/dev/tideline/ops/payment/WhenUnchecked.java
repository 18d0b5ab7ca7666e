package dev.tideline.ops.payment;

/** What is done with a payment that the pipeline could not look at in time. */
public enum WhenUnchecked {
  /** Fail open: it goes through. */
  APPROVE(Decision.APPROVED_UNCHECKED),
  /** Fail closed: it does not. */
  BLOCK(Decision.BLOCKED_UNCHECKED);

  private final Decision decision;

  WhenUnchecked(Decision decision) {
    this.decision = decision;
  }

  /** The decision that comes of it. */
  Decision decision() {
    return decision;
  }
}
