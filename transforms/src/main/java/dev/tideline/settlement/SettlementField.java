package dev.tideline.settlement;

import java.util.Locale;

/** A field of a settlement line, as a layout names it. */
public enum SettlementField {
  LINE_ID(true),
  PAYMENT_ID(false),
  STORE_ID(false),
  KIND(true),
  /** Signed, or of no sign where the kind or its column says it. */
  AMOUNT(true),
  /**
   * What comes from the retailer, where a layout has it in a column of its own; that of the amount
   * has then what goes to it.
   */
  DEBIT(false),
  FEE(false),
  CURRENCY(true),
  RATE(false),
  SETTLED_ON(true),
  PAYOUT_ID(false),
  /** The line of the capture that a refund, chargeback or reversal names. */
  REVERSES(false);

  private final boolean needed;

  SettlementField(boolean needed) {
    this.needed = needed;
  }

  /** Whether each layout must say where it is found, or what it always is. */
  public boolean needed() {
    return needed;
  }

  /** Its name in a layout, such as {@code line_id}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
