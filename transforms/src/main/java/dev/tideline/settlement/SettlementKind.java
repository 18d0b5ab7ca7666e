package dev.tideline.settlement;

/** What a line of the bank's is about. */
public enum SettlementKind {
  /** A payment, or a part of one, was paid out. */
  CAPTURE(1),
  /** Money of a payment went back to the customer. */
  REFUND(-1),
  /** The customer's bank has taken a payment back. */
  CHARGEBACK(-1),
  /** A chargeback was taken back in its turn. */
  REVERSAL(1),
  /** The bank keeps something that belongs to no payment. */
  FEE(-1),
  /** A movement of another sort: a reserve, a correction, a negative balance carried over. */
  ADJUSTMENT(0),
  /** The transfer itself, net of all lines that it pays: it moves no money that they have not. */
  PAYOUT(0);

  private final int sign;

  SettlementKind(int sign) {
    this.sign = sign;
  }

  /** Whether it moves what a customer has paid. */
  public boolean movesPayment() {
    return this == CAPTURE || this == REFUND || this == CHARGEBACK || this == REVERSAL;
  }

  /** Where its money goes: 1 to the retailer, -1 from it; 0 if the kind does not say. */
  int sign() {
    return sign;
  }
}
