package dev.tideline.datasets.freshmart;

import java.time.LocalDate;

/**
 * What to generate: the same plan gives the same data set, byte for byte.
 *
 * @param seed where all chance begins
 * @param orders how many orders are placed, those of bursts not counted
 * @param from the first business day, in each store's own zone
 * @param days how many business days
 * @param stores how many stores
 * @param cards how many cards customers pay with
 * @param bursts how many velocity bursts are planted
 * @param partitions into how many files a day's records of a topic go, by store
 * @param disorder what goes wrong on the way
 */
public record Plan(
    long seed,
    long orders,
    LocalDate from,
    int days,
    int stores,
    int cards,
    int bursts,
    int partitions,
    Disorder disorder) {

  /** Order events and payments there are to an order, about: duplicates come on top. */
  public static final double EVENTS_PER_ORDER = 3.02;

  /**
   * Where one of all orders is placed.
   *
   * @param store the number of its store, from 0
   * @param day the number of its day, from 0
   * @param orderOfDay its number among those of this store and day, from 0
   */
  public record Cell(int store, int day, long orderOfDay) {}

  /**
   * Where an order is placed, by its number from 0, day after day and within a day store by store.
   */
  public Cell cellOf(long order) {
    long cells = (long) stores * days;
    long cell = ((order + 1) * cells - 1) / orders; // the last one that begins by then
    return new Cell((int) (cell % stores), (int) (cell / stores), order - orders * cell / cells);
  }

  /** How many orders a store gets on a day; all of them together are {@link #orders}. */
  long ordersOf(int store, int day) {
    long cells = (long) stores * days;
    long cell = (long) day * stores + store;
    return orders * (cell + 1) / cells - orders * cell / cells;
  }
}
