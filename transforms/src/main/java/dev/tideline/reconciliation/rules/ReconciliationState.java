package dev.tideline.reconciliation.rules;

/** How something agrees with its counterpart. The earlier of two states is the worse. */
public enum ReconciliationState {
  /** It is in another currency than its counterpart, and no rate says what one is in the other. */
  WRONG_CURRENCY(true),
  /** An order that nobody has paid. */
  UNPAID_ORDER(true),
  /** A payment for an order that is not known. */
  PAYMENT_WITHOUT_ORDER(true),
  /** The bank has paid it twice, or more often. */
  SETTLED_TWICE(true),
  /** The two amounts are not the same. */
  AMOUNT_DIFFERS(true),
  /** The bank should have paid it by now. */
  MISSING_AT_BANK(true),
  /** The bank has it, and our books have not. */
  MISSING_IN_BOOKS(true),
  /** The bank need not have paid it yet. */
  NOT_YET_DUE(false),
  /** A movement of the bank's that belongs to no sale: a fee, a reserve, a balance carried over. */
  NO_SALE(false),
  /** A line that the bank has sent before; it does not count. */
  REPEATED(false),
  /** A line that the bank has sent again with other content; it does not count. */
  REPLACED(false),
  /** All agrees. */
  MATCHED(false);

  private final boolean isBreak;

  ReconciliationState(boolean isBreak) {
    this.isBreak = isBreak;
  }

  /** Whether somebody has to look at it. */
  public boolean isBreak() {
    return isBreak;
  }

  /** The worse of the two. */
  ReconciliationState orWorse(ReconciliationState other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
