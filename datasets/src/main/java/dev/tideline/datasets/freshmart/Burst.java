package dev.tideline.datasets.freshmart;

import java.util.ArrayList;
import java.util.List;

/**
 * A planted velocity burst: one card, used by nobody else, pays for some small orders in one store
 * within {@link #LENGTH}. The last of n payments must reach a score of n.
 *
 * @param shop where
 * @param orders in time
 */
public record Burst(Storefront shop, List<PlacedOrder> orders) {

  /** How long a burst lasts at most, ms: well below the 60 s that make a velocity. */
  public static final int LENGTH = 50_000;

  private static final int LEAST_PAYMENTS = 5;
  private static final int MOST_PAYMENTS = 12;

  /** The burst of that number, in one of these shops. */
  public static Burst number(int number, List<Storefront> shops, Plan plan) {
    Chance chance = Chance.seeded(plan.seed()).of(Draw.BURST).of(number);
    Storefront shop = shops.get(chance.of(0).below(shops.size()));
    int day = chance.of(1).below(plan.days());
    int payments = LEAST_PAYMENTS + chance.of(2).below(MOST_PAYMENTS - LEAST_PAYMENTS + 1);
    long start = shop.momentOf(day, chance.of(3).unit());
    int gap = LENGTH / payments;
    List<PlacedOrder> orders = new ArrayList<>(payments);
    for (int i = 0; i < payments; i++) {
      Chance order = chance.of(10 + i);
      StringBuilder id = new StringBuilder(24).append(shop.idPrefix(day, 'B'));
      Digits.append(id, number, 6);
      Digits.append(id.append('K'), i + 1, 2);
      long placedAt = start + (long) i * gap + order.of(Draw.PLACING).below(gap);
      orders.add(shop.small(order, id.toString(), placedAt, plan.cards() + number));
    }
    return new Burst(shop, List.copyOf(orders));
  }
}
