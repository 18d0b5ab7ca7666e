package dev.tideline.ops.payment;

/** What becomes of a payment, and why. */
public enum Decision {
  /** No signal, and the pipeline is known to have read past the payment: nothing was found. */
  APPROVED(true),
  /** There was a signal in time. */
  BLOCKED(false),
  /**
   * The pipeline did not answer in time, and the retailer would rather lose money than customers.
   */
  APPROVED_UNCHECKED(true),
  /**
   * The pipeline did not answer in time, and the retailer would rather lose customers than money.
   */
  BLOCKED_UNCHECKED(false);

  private final boolean approved;

  Decision(boolean approved) {
    this.approved = approved;
  }

  /** Whether the payment goes through. */
  public boolean approved() {
    return approved;
  }
}
