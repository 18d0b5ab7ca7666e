package dev.tideline.duplicates;

import java.io.Serializable;

/**
 * Into how many keys the copies of events are spread: equal copies have one id and one time, so
 * they meet under one key, wherever they come from.
 *
 * @param width how much event time a slot has, in ms
 * @param groups into how many groups the ids are spread
 * @param ring how many slots there are room for at a time in each group: a newer slot takes the
 *     room of the one that many before it, of which no copy can count any more. 0 if the input
 *     ends: then a group is one key for all slots, so that all events of an id meet
 */
public record CopySlots(long width, int groups, int ring) implements Serializable {

  /** For an input that ends; each group is held in memory. */
  public static CopySlots bounded(int groups) {
    return new CopySlots(Long.MAX_VALUE, groups, 0);
  }

  /**
   * For one that does not.
   *
   * @param bound how long after an event a copy of it may be ingested and count, in ms
   * @param disorder how much of ingest time may come out of order, in ms
   */
  public static CopySlots unbounded(long width, int groups, long bound, long disorder) {
    return new CopySlots(width, groups, Math.toIntExact((bound + disorder) / width) + 2);
  }

  /** The slot of an event; 0 for all if the input ends. */
  long slotOf(long eventTime) {
    return ring == 0 ? 0 : Math.floorDiv(eventTime, width);
  }

  /** The key of the events of a slot with such ids. */
  long keyOf(long slot, long idHash) {
    long room = ring == 0 ? 0 : Math.floorMod(slot, (long) ring);
    return room * groups + Math.floorMod(idHash, (long) groups);
  }
}
