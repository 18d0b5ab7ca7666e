package dev.tideline.proof.reference;

import java.math.BigDecimal;
import java.util.List;

/**
 * An order event or a payment, as plainly as can be.
 *
 * @param id its id
 * @param order the id of its order
 * @param type of an order event; null of a payment
 * @param store the store's id
 * @param time when it happened, ms since the epoch
 * @param placedAt when the order was placed; of a payment, when it happened
 * @param ingest when it was ingested, ms since the epoch
 * @param lines of an order event; none of a payment
 * @param amount of a payment; null of an order event
 * @param gateway of a payment; null of an order event
 * @param card the token of a payment's card, in hex; null of an order event
 */
record Event(
    String id,
    String order,
    String type,
    String store,
    String currency,
    long time,
    long placedAt,
    long ingest,
    List<Line> lines,
    BigDecimal amount,
    String gateway,
    String card) {

  /** A line of an order. */
  record Line(String sku, String category, long quantity, BigDecimal amount, BigDecimal cost) {}

  /** What copies of it share: all but when it was ingested. */
  Event content() {
    return new Event(
        id, order, type, store, currency, time, placedAt, 0, lines, amount, gateway, card);
  }

  boolean is(String wanted) {
    return wanted.equals(type);
  }
}
