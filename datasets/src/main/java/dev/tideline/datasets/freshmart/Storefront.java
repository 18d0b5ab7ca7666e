package dev.tideline.datasets.freshmart;

import dev.tideline.order.OrderLine;
import dev.tideline.store.BusinessDays;
import dev.tideline.store.Store;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A store and the orders its customers place, one after the other. */
public final class Storefront {

  /** Of a hundred orders, so many have at most 1, 2, ... lines. */
  private static final int[] BASKETS = {30, 56, 75, 88, 96, 100};

  private final Plan plan;
  private final int index;
  private final Store store;
  private final Catalogue catalogue;
  private final BusinessDays calendar;
  private final Chance chance;
  private int day = -1;
  private long orderOfDay;
  private long ordersOfDay;
  private String idPrefix = "";

  private Storefront(Plan plan, int index, Store store, Catalogue catalogue) {
    this.plan = plan;
    this.index = index;
    this.store = store;
    this.catalogue = catalogue;
    this.calendar = BusinessDays.in(store.timeZone());
    this.chance = Chance.seeded(plan.seed()).of(index);
  }

  /** All stores of a plan; those of one currency sell from one catalogue. */
  public static List<Storefront> open(Plan plan) {
    Map<String, Catalogue> catalogues = new HashMap<>();
    List<Storefront> shops = new ArrayList<>(plan.stores());
    for (Store store : StoreBook.of(plan.stores())) {
      Catalogue catalogue = catalogues.computeIfAbsent(store.currency(), Catalogue::in);
      shops.add(new Storefront(plan, shops.size(), store, catalogue));
    }
    return List.copyOf(shops);
  }

  /** Its number among all stores, from 0. */
  public int index() {
    return index;
  }

  /** The reference data. */
  public Store store() {
    return store;
  }

  /** What happens in this store that is no customer's doing. */
  public Chance chance() {
    return chance;
  }

  /** The next order in time, or null after the last. */
  public PlacedOrder next() {
    while (orderOfDay == ordersOfDay) {
      if (++day >= plan.days()) {
        return null;
      }
      orderOfDay = 0;
      ordersOfDay = plan.ordersOf(index, day);
      idPrefix = idPrefix(day, 'N');
    }
    Place place = place(idPrefix, day, orderOfDay);
    Chance order = place.chance();
    // One order in each of as many equal shares of the day: so they come in order, and none is
    // kept.
    double share = (orderOfDay + order.of(Draw.PLACING).unit()) / ordersOfDay;
    orderOfDay++;
    int card = order.of(Draw.CARD).below(plan.cards());
    return new PlacedOrder(
        order, place.orderId(), this, momentOf(day, share), basket(order), card, false);
  }

  /**
   * Where an order comes from, which can be told without it.
   *
   * @param chance what all about it is drawn from
   * @param orderId its id
   */
  public record Place(Chance chance, String orderId) {}

  /** That of an order, by its number on a day. */
  public Place place(int day, long orderOfDay) {
    return place(idPrefix(day, 'N'), day, orderOfDay);
  }

  private Place place(String idPrefix, int day, long orderOfDay) {
    StringBuilder id = new StringBuilder(24).append(idPrefix);
    Digits.append(id, orderOfDay, 6);
    return new Place(chance.of(day).of(orderOfDay), id.toString());
  }

  /** On which business day something happens, ms since the epoch. */
  public LocalDate businessDayOf(long time) {
    return LocalDate.ofEpochDay(calendar.dayOf(time));
  }

  /** An order of one article, as those who try out stolen cards place. */
  PlacedOrder small(Chance order, String orderId, long placedAt, int card) {
    List<OrderLine> lines = List.of(catalogue.line(article(order, 0), 1));
    return new PlacedOrder(order, orderId, this, placedAt, lines, card, true);
  }

  /** The moment by which a share of a day's orders has been placed, ms since the epoch. */
  long momentOf(int day, double share) {
    int businessDay = Math.toIntExact(plan.from().toEpochDay()) + day;
    long start = calendar.startOf(businessDay);
    return start + (long) (DayShape.momentOf(share) * (calendar.endOf(businessDay) - start));
  }

  /** Store, day and kind. Letters part the digits: what looks like a card number is redacted. */
  String idPrefix(int day, char kind) {
    int date = plan.from().plusDays(day).getYear() % 100;
    StringBuilder id = new StringBuilder(store.storeId()).append('D');
    Digits.append(id, date, 2);
    Digits.append(id, plan.from().plusDays(day).getMonthValue(), 2);
    Digits.append(id, plan.from().plusDays(day).getDayOfMonth(), 2);
    return id.append(kind).toString();
  }

  private List<OrderLine> basket(Chance order) {
    int size = 1;
    for (int draw = order.of(Draw.BASKET).below(100); draw >= BASKETS[size - 1]; size++) {}
    OrderLine[] lines = new OrderLine[size];
    for (int line = 0; line < size; line++) {
      double luck = order.of(Draw.QUANTITY).of(line).unit();
      int quantity = 1 + (int) (luck * luck * luck * Catalogue.MOST_UNITS);
      lines[line] = catalogue.line(article(order, line), quantity);
    }
    return List.of(lines);
  }

  /** A few articles sell much better than the rest. */
  private static int article(Chance order, int line) {
    double luck = order.of(Draw.ARTICLE).of(line).unit();
    return (int) (luck * luck * Catalogue.ARTICLES);
  }
}
