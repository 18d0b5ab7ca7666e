package dev.tideline.datasets.freshmart;

/**
 * What chance is asked about. A purpose keeps its number for good: with another number the same
 * seed would give another data set.
 */
public enum Draw {
  /** When an order is placed. */
  PLACING(1),
  /** Which card pays. */
  CARD(2),
  /** How many lines an order has. */
  BASKET(3),
  /** Which article a line is of. */
  ARTICLE(4),
  /** How many units of it. */
  QUANTITY(5),
  /** How an order goes on. */
  FATE(6),
  /** How long that takes. */
  DURATION(7),
  /** Which of its lines a cancellation or a refund reverses. */
  REVERSED(8),
  /** Which provider takes the payment. */
  GATEWAY(9),
  /** How long the payment takes. */
  PAYING(10),
  /** Which device of the store is used. */
  TILL(11),
  /** How long the network takes. */
  LATENCY(12),
  /** Whether the network is slow. */
  SLOW(13),
  /** When a device is offline. */
  OUTAGE(14),
  /** Whether an event is sent again. */
  REPEAT(15),
  /** Whether a clock is wrong, and by how much. */
  SKEW(16),
  /** Whether and how a record is broken. */
  DAMAGE(17),
  /** Where and when a burst is planted. */
  BURST(18),
  /** How the bank settles. */
  BANK(19),
  /** What is broken between stores and bank. */
  BREAK(20);

  final long name;

  Draw(int number) {
    this.name = 1_000_000_000_000L + number;
  }
}
