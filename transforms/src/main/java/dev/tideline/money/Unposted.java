package dev.tideline.money;

import dev.tideline.sum.Total;

/**
 * What an event that does not count says of itself: the money it would have moved, and where it
 * would have been booked.
 *
 * @param eventId its id; null if it can't be told
 * @param storeId its store; null if it can't be told, or there is no such store
 * @param eventTime when it happened, ms since the epoch; null if it can't be told
 * @param currency the ISO 4217 code of its money; null if it can't be told
 * @param net what it moves, in 1/10 000 currency units, below 0 if back to a customer; null if it
 *     can't be told
 * @param repeat whether the money is that of another copy of the event, which counts or is kept
 *     too; false where that is not known, as in a stream
 */
public record Unposted(
    String eventId, String storeId, Long eventTime, String currency, Total net, boolean repeat) {

  /** Of a record of which nothing can be told. */
  public static final Unposted NOTHING = new Unposted(null, null, null, null, null, false);

  /** The same, where another copy has the money. */
  public Unposted asRepeat() {
    return new Unposted(eventId, storeId, eventTime, currency, net, true);
  }
}
