package dev.tideline.reconciliation.rules;

import dev.tideline.sum.Summable;
import dev.tideline.sum.Total;

/**
 * The money of things that are reconciled alike, in 1/10 000 currency units.
 *
 * @param items how many there are
 * @param amount what they are about
 * @param reversed how much of payments was cancelled or refunded by us since
 * @param settled how much the bank has paid, less what it has paid back to customers; of its lines,
 *     their amounts less fees
 * @param difference what is missing; less than nothing, if it is too much
 * @param rounding by how much the bank has paid more than that, because it converts and rounds
 * @param chargedBack what customers' banks have taken back, less what was reversed
 * @param fees what the bank has kept
 */
public record ReconciliationSums(
    long items,
    Total amount,
    Total reversed,
    Total settled,
    Total difference,
    Total rounding,
    Total chargedBack,
    Total fees)
    implements Summable<ReconciliationSums> {

  /** Of nothing. */
  public static final ReconciliationSums NONE =
      new ReconciliationSums(
          0, Total.ZERO, Total.ZERO, Total.ZERO, Total.ZERO, Total.ZERO, Total.ZERO, Total.ZERO);

  /** Those of one thing without roundings, chargebacks and fees. */
  public static ReconciliationSums of(
      Total amount, Total reversed, Total settled, Total difference) {
    return new ReconciliationSums(
        1, amount, reversed, settled, difference, Total.ZERO, Total.ZERO, Total.ZERO);
  }

  /** The same with these. */
  ReconciliationSums with(Total itsRounding, Total itsChargedBack, Total itsFees) {
    return new ReconciliationSums(
        items, amount, reversed, settled, difference, itsRounding, itsChargedBack, itsFees);
  }

  @Override
  public ReconciliationSums plus(ReconciliationSums other) {
    return new ReconciliationSums(
        Math.addExact(items, other.items),
        amount.plus(other.amount),
        reversed.plus(other.reversed),
        settled.plus(other.settled),
        difference.plus(other.difference),
        rounding.plus(other.rounding),
        chargedBack.plus(other.chargedBack),
        fees.plus(other.fees));
  }
}
