package dev.tideline.datasets.bank;

import dev.tideline.datasets.freshmart.Chance;
import dev.tideline.datasets.freshmart.Draw;
import dev.tideline.datasets.freshmart.Storefront;
import java.util.Comparator;
import java.util.List;

/**
 * An account of some stores at the bank, to which it pays out once a day.
 *
 * @param currency in which it settles, which a quarter of the stores don't sell in
 * @param number which of the groups of stores it belongs to, from 1
 */
record PayoutAccount(String currency, int number) implements Comparable<PayoutAccount> {

  private static final int GROUPS = 3;
  private static final double ABROAD = 0.25;
  private static final Comparator<PayoutAccount> ORDER =
      Comparator.comparing(PayoutAccount::currency).thenComparing(PayoutAccount::number);

  /** That of a store. */
  static PayoutAccount of(Storefront shop) {
    Chance chance = shop.chance().of(Draw.BANK);
    String own = shop.store().currency();
    List<String> others = Rates.ABROAD.stream().filter(currency -> !currency.equals(own)).toList();
    String currency = chance.happens(ABROAD) ? others.get(chance.of(1).below(others.size())) : own;
    return new PayoutAccount(currency, 1 + shop.index() % GROUPS);
  }

  /** It, if a payment in this currency is converted for it, or else a like one for which it is. */
  PayoutAccount abroadOf(String paid) {
    String other = Rates.ABROAD.get(paid.equals(Rates.ABROAD.get(0)) ? 1 : 0);
    return currency.equals(paid) ? new PayoutAccount(other, number) : this;
  }

  @Override
  public int compareTo(PayoutAccount other) {
    return ORDER.compare(this, other);
  }
}
