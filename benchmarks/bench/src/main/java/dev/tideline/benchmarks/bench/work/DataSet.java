package dev.tideline.benchmarks.bench.work;

import java.util.ArrayList;
import java.util.List;

/**
 * Generated data: FreshMart's orders and payments, with all that can go wrong.
 *
 * @param json whether it is JSON lines, to be played into topics, or else the Parquet archive
 * @param orders how many orders; each gives some two order events and one payment
 * @param stores in how many stores
 * @param days on how many business days
 * @param cards with how many cards
 */
public record DataSet(boolean json, int orders, int stores, int days, int cards) {

  private static final int ORDERS_A_BURST = 1_000; // so that signals grow with the volume
  private static final int STORES = 200;
  private static final int CARDS = 200_000;

  /** An archive of one day. */
  public static DataSet archive(int orders) {
    return new DataSet(false, orders, STORES, 1, CARDS);
  }

  /** One day for topics. */
  public static DataSet topics(int orders) {
    return new DataSet(true, orders, STORES, 1, CARDS);
  }

  /** The same, of more or fewer cards. */
  public DataSet withCards(int cards) {
    return new DataSet(json, orders, stores, days, cards);
  }

  /** The same, over other days and stores. */
  public DataSet spread(int stores, int days) {
    return new DataSet(json, orders, stores, days, cards);
  }

  /** The name of its folder: two that differ have different ones. */
  public String name() {
    return "%s-%d-orders-%d-stores-%d-days-%d-cards"
        .formatted(json ? "json" : "parquet", orders, stores, days, cards);
  }

  /** What it is made with, by {@code scripts/generate}. */
  List<String> options() {
    return new ArrayList<>(
        List.of(
            "--format",
            json ? "jsonl" : "parquet",
            "--orders",
            Integer.toString(orders),
            "--stores",
            Integer.toString(stores),
            "--days",
            Integer.toString(days),
            "--cards",
            Integer.toString(cards),
            "--bursts",
            Integer.toString(Math.max(1, orders / ORDERS_A_BURST))));
  }
}
