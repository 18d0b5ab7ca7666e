package dev.tideline.datasets.bank;

import dev.tideline.datasets.freshmart.Chance;
import dev.tideline.datasets.freshmart.Draw;
import dev.tideline.datasets.freshmart.OrderLife;
import dev.tideline.datasets.freshmart.Plan;
import dev.tideline.datasets.freshmart.Storefront;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which orders are broken, and how: one in each of as many equal shares of all orders as there are
 * breaks, so they are spread over days and stores. Only orders are that go their plain way, neither
 * cancelled nor refunded: then each break shows as itself.
 */
final class PlantedBreaks {

  private final Map<String, BreakKind> byOrder = new HashMap<>();

  /**
   * Plants them.
   *
   * @param shops all stores of the plan
   */
  PlantedBreaks(Plan plan, int ofEachKind, List<Storefront> shops) {
    Chance chance = Chance.seeded(plan.seed()).of(Draw.BREAK);
    List<BreakKind> kinds = BreakKind.OF_ORDERS;
    int all = ofEachKind * kinds.size();
    for (int number = 0; number < all; number++) {
      long first = plan.orders() * number / all;
      long end = plan.orders() * (number + 1) / all;
      long order = first + (long) (chance.of(number).unit() * (end - first));
      for (long tried = first; tried < end && !plain(plan, shops, order); tried++) {
        order = order + 1 == end ? first : order + 1;
      }
      // Each round begins with another kind: else each would stay with a few of the stores.
      int turn = chance.of(number / kinds.size()).of(Draw.BREAK).below(kinds.size());
      byOrder.put(place(plan, shops, order).orderId(), kinds.get((number + turn) % kinds.size()));
    }
  }

  /** The break of an order, or null. */
  BreakKind of(String orderId) {
    return byOrder.get(orderId);
  }

  /** So many of these or, if they are fewer, all, spread over them. */
  static <T> Set<T> some(int count, List<T> all, Chance chance) {
    Set<T> chosen = new LinkedHashSet<>();
    int chosenAtMost = Math.min(count, all.size());
    for (int number = 0; number < chosenAtMost; number++) {
      int first = (int) ((long) all.size() * number / chosenAtMost);
      int end = (int) ((long) all.size() * (number + 1) / chosenAtMost);
      chosen.add(all.get(first + chance.of(Draw.BREAK).of(number).below(end - first)));
    }
    return chosen;
  }

  private static boolean plain(Plan plan, List<Storefront> shops, long order) {
    return OrderLife.plain(place(plan, shops, order).chance());
  }

  private static Storefront.Place place(Plan plan, List<Storefront> shops, long order) {
    Plan.Cell cell = plan.cellOf(order);
    return shops.get(cell.store()).place(cell.day(), cell.orderOfDay());
  }
}
